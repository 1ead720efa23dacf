"""What fits a network: counting as that network counts, saying what does not fit, shortening, cutting into threads."""

from core.limits.counting import CLUSTER, MENTION, count, fits, measure, prefix
from core.limits.fitting import Problem, of, parted, problems
from core.limits.shortening import SENTENCE_END, shorten, whole_sentences, whole_words
from core.limits.threads import THREAD, cut_by, in_thread, parts_of, threaded

__all__ = [
    "CLUSTER",
    "MENTION",
    "SENTENCE_END",
    "THREAD",
    "Problem",
    "count",
    "cut_by",
    "fits",
    "in_thread",
    "measure",
    "of",
    "parted",
    "parts_of",
    "prefix",
    "problems",
    "shorten",
    "threaded",
    "whole_sentences",
    "whole_words",
]
