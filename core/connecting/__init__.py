"""Connecting accounts: a link that is asked for in the chat, one browser that is shown to be the person's, the network.

`accounts` has what becomes of an account once it is there. The way to one at a network with a login of its own is a
ticket (`core.model.Ticket`) and these, in this order: `ask` - `show` - `bind` - `prove_by_code` or `prove` - `depart` -
`come_back` - `choose`; `stop` and `lapse` end it. Why each is as it is: docs/design/connecting.md.
"""

from core.connecting.accounts import (
    again,
    check,
    connect,
    disconnect,
    give_up,
    lost,
    planned,
    subject,
)
from core.connecting.asking import Link, ask, is_public, lapse, login_of, open_tickets
from core.connecting.binding import bind, new_code, stop
from core.connecting.calling_off import call_off
from core.connecting.departing import depart, redirect_uri
from core.connecting.proving import NOTHING, Nothing, Proved, TooLate, WrongCode, prove, prove_by_code
from core.connecting.returning import Return, come_back
from core.connecting.settling import choose
from core.connecting.showing import Shown, granted, lacking, result, sentence, show, shown
from core.connecting.tickets import CODE_LASTS, LASTS, TRIES
from core.connecting.tickets import subject as ticket_subject
from core.losing import LOSING, TRANSIENT, lose

__all__ = [
    "CODE_LASTS",
    "LASTS",
    "LOSING",
    "NOTHING",
    "TRANSIENT",
    "TRIES",
    "Link",
    "Nothing",
    "Proved",
    "Return",
    "Shown",
    "TooLate",
    "WrongCode",
    "again",
    "ask",
    "bind",
    "call_off",
    "check",
    "choose",
    "come_back",
    "connect",
    "depart",
    "disconnect",
    "give_up",
    "granted",
    "is_public",
    "lacking",
    "lapse",
    "login_of",
    "lose",
    "lost",
    "new_code",
    "open_tickets",
    "planned",
    "prove",
    "prove_by_code",
    "redirect_uri",
    "result",
    "sentence",
    "show",
    "shown",
    "stop",
    "subject",
    "ticket_subject",
]
