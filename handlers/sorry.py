"""What a person is told when something they asked for cannot be: always what happened, and what to do."""

from collections.abc import Mapping

from core.errors import Decided, Denied, Invalid, MarketingError, Missing, Stale, StoreUnavailable
from core.model import Person
from core.ports import EVERYWHERE
from handlers.routes import Turn

SENTENCES: Mapping[type[MarketingError], str] = {
    Missing: "sorry-gone",
    Stale: "sorry-stale",
    StoreUnavailable: "sorry-busy",
}


async def explain(turn: Turn, error: MarketingError) -> str:
    """The error as a sentence for its reader."""
    match error:
        case Invalid():
            return turn.say(error.reason, **error.facts)
        case Denied():
            return turn.say(f"denied-{error.need}", role=turn.say(f"role-{turn.role}"))
        case Decided():
            return await _decided(turn, error)
        case _:
            return turn.say(SENTENCES.get(type(error), "sorry-other"))


async def _decided(turn: Turn, error: Decided) -> str:
    state = turn.say(f"state-{error.state}")
    if error.by is None or error.at is None:
        return turn.say("decided", state=state)
    try:
        name = (await turn.app.store.get(EVERYWHERE, Person, error.by)).name
    except Missing:
        name = turn.say("somebody")
    return turn.say("decided-by", state=state, name=name, at=error.at)
