"""The main job: a line becomes a post that somebody else approves, that has a time, and that goes out once."""

from collections.abc import Mapping

from tests.scenarios.stage import Part

ANNA, BORIS = Part("anna"), Part("boris")

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "city": "Riga",
        "brief": "From Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4.",
        "rye": "rye bread",
        "edited": "From Saturday we bake rye bread with caraway. Children get a roll for free.",
        "roll": "Children get a roll for free",
        "note": "The street is missing",
        "past": "yesterday at 9",
        "time": "14 June 9:00",
        "hour": "09:00",
        "nonsense": "make it funnier",
    },
    "lv": {
        "city": "Rīga",
        "brief": "No sestdienas cepam rudzu maizi ar ķimenēm. Pirmie klaipi astoņos, Tirgus ielā 4.",
        "rye": "rudzu maizi",
        "edited": "No sestdienas cepam rudzu maizi ar ķimenēm. Bērniem maizīte par velti.",
        "roll": "Bērniem maizīte par velti",
        "note": "Trūkst ielas",
        "past": "vakar 9:00",
        "time": "14. jūnijā 9:00",
        "hour": "09:00",
        "nonsense": "padari to jautrāku",
    },
    "ru": {
        "city": "Рига",
        "brief": "С субботы печём ржаной хлеб с тмином. Первые буханки в 8, улица Рыночная, 4.",
        "rye": "ржаной хлеб",
        "edited": "С субботы печём ржаной хлеб с тмином. Детям булочка бесплатно.",
        "roll": "Детям булочка бесплатно",
        "note": "Не хватает улицы",
        "past": "вчера в 9",
        "time": "14 июня в 9:00",
        "hour": "09:00",
        "nonsense": "сделай веселее",
    },
}

ARRIVING = (
    ANNA.says("/start"),
    ANNA.sees("welcome-title"),
    ANNA.presses("act-set-up"),
    ANNA.sees("zone-title"),
    ANNA.says("city"),
    ANNA.presses("city"),
    ANNA.sees("welcome-title", "city"),
)
INVITING = (
    ANNA.says("/settings"),
    ANNA.presses("act-settings-approval"),
    ANNA.sees("approval-nobody.text"),
    ANNA.presses("approval-any"),
    ANNA.sees("approval-any.text"),
    ANNA.says("/team"),
    ANNA.presses("act-invite"),
    ANNA.presses("role-approver"),
    ANNA.sees("invite-ready"),
    ANNA.keeps("code", r"(?:/join |start=j_)([\w-]+)"),
    BORIS.says("/join {code}"),
    BORIS.sees("role-approver"),
)
WRITING = (
    ANNA.says("brief"),
    ANNA.sees("rye", "act-use"),
    ANNA.presses("act-use"),
    ANNA.sees("post-draft", "rye"),
    ANNA.presses("act-edit"),
    ANNA.says("edited"),
    ANNA.sees("post-draft", "roll"),
    ANNA.presses("act-undo"),
    ANNA.sees("post-draft", "brief"),
)
REVIEWING = (
    ANNA.presses("act-submit"),
    BORIS.sees("post-in_review", "rye"),
    BORIS.presses("act-request-changes"),
    BORIS.presses("reason-facts"),
    BORIS.says("note"),
    ANNA.sees("post-changes_requested", "note"),
    ANNA.presses("act-resubmit"),
    BORIS.sees("post-in_review", "act-approve"),
    BORIS.presses("act-approve"),
    BORIS.sees("post-approved"),
    ANNA.sees("post-approved"),
)
TIMING = (
    ANNA.presses("act-schedule"),
    ANNA.sees("schedule-title"),
    ANNA.says("past"),
    ANNA.sees("time-past"),
    ANNA.says("nonsense"),
    ANNA.sees("time-unread"),
    ANNA.says("time"),
    ANNA.sees("confirm-title", "hour", "city"),
    ANNA.presses("act-confirm-time"),
    ANNA.sees("post-scheduled", "hour"),
    ANNA.presses("act-off-schedule"),
    ANNA.sees("post-approved", "act-schedule"),
    ANNA.presses("act-schedule"),
    ANNA.presses("schedule-slot", at=""),
    ANNA.sees("confirm-title", "city"),
    ANNA.presses("act-confirm-time"),
    ANNA.sees("post-scheduled"),
)
PUBLISHING = (
    ANNA.presses("act-publish-now"),
    ANNA.sees("now-title"),
    ANNA.presses("act-yes-now"),
    ANNA.sees("act-undo-now", "post-scheduled"),
    ANNA.presses("act-undo-now"),
    ANNA.sees("post-scheduled", "act-publish-now"),
    ANNA.presses("act-publish-now"),
    ANNA.presses("act-yes-now"),
    ANNA.sees("post-published", "rye"),
)
MAIN_JOB = (*ARRIVING, *INVITING, *WRITING, *REVIEWING, *TIMING, *PUBLISHING)
