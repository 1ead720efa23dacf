"""The data of the catalogue: a new column goes into one of its table's groups, with a thought for who is behind it."""

from collections.abc import Mapping
from dataclasses import replace

from storage.catalogue import DONE, PERSON, WORKSPACE, Basis, Category, Entry, Erase, Kept, days

THE_BUSINESS = "it is the business's, and goes when the workspace is closed"
DRAWN = "it is drawn from what is exported"
KEY_ONLY = "it only opens something, and is of no use outside"

ACCOUNT = Entry(
    category=Category.ACCOUNT,
    purpose="to know a person again, and to speak their language in their time zone",
    basis=Basis.CONTRACT,
    retention=PERSON,
    export=True,
    erase=Erase.DELETE,
)
BUSINESS = replace(
    ACCOUNT,
    purpose="the business that the product works for, and its rules",
    retention=WORKSPACE,
    erase=Erase.KEEP,
    why=THE_BUSINESS,
)
CONTENT = replace(BUSINESS, category=Category.CONTENT, purpose="to make, show, approve, schedule and publish a post")
PLATFORM = replace(
    BUSINESS, category=Category.CONNECTED_PLATFORM, purpose="to publish to the accounts that were connected"
)
USAGE = replace(
    BUSINESS,
    category=Category.USAGE_TECHNICAL,
    purpose="to show who did what, and that a token was used only for what a person asked",
    basis=Basis.LEGITIMATE_INTEREST,
)
PASSING = replace(
    USAGE,
    purpose="to answer a person once, in order, in their chat",
    basis=Basis.CONTRACT,
    export=False,
    erase=Erase.DELETE,
    why=DRAWN,
)
SAID = replace(PASSING, category=Category.CONTENT, purpose="what was said in a chat, by a person or to them")
NOBODY = Entry(
    category=Category.NONE,
    purpose="the engine's own",
    basis=Basis.NONE,
    retention=DONE,
    export=False,
    erase=Erase.KEEP,
    why="it says nothing about a person",
)

KEPT: Mapping[str, Kept] = {
    "people": Kept(
        what=replace(ACCOUNT, erase=Erase.ANONYMISE),
        columns="id name language zone created_at",
        operational="revision",
    ),
    "identities": Kept(what=ACCOUNT, columns="id person_id platform team user created_at"),
    "workspaces": Kept(
        what=BUSINESS,
        columns="id name language zone created_at rule not_own approve_times grace budget",
        operational="revision",
        other={"brand": replace(CONTENT, purpose="what a writer may know of the business")},
    ),
    "memberships": Kept(
        what=replace(ACCOUNT, purpose="who belongs to a workspace, and what they may do there"),
        columns="id workspace_id person_id role created_at",
        operational="revision",
    ),
    "invites": Kept(
        what=replace(ACCOUNT, purpose="to let a person in, once", retention=days(30, "expires_at")),
        columns="workspace_id role created_at expires_at used_at",
        who="by used_by",
        operational="revision",
        other={
            "id": replace(
                ACCOUNT,
                purpose="the hash of the code of an invitation",
                retention=days(30, "expires_at"),
                export=False,
                why=KEY_ONLY,
            )
        },
    ),
    "connections": Kept(
        what=PLATFORM,
        columns="id workspace_id network account title url created_at state holder error detail server scopes limits",
        who="by",
        operational="revision",
    ),
    "data_keys": Kept(
        what=replace(
            PLATFORM,
            purpose="to open what is sealed; gone, what it sealed is gone",
            export=False,
            erase=Erase.DELETE,
            why=KEY_ONLY,
        ),
        columns="id workspace_id of owner kek wrapped created_at",
        operational="revision",
    ),
    "grants": Kept(
        what=replace(PLATFORM, purpose="what is granted for how long"),
        columns="id workspace_id generation facts issued_at expires_at ends_at",
        operational="data_key_id refresh_owner refresh_until refresh_began told revision",
        other={
            "access refresh key client": replace(
                PLATFORM,
                purpose="the tokens, sealed: used only for what a person asked",
                export=False,
                erase=Erase.DELETE,
                why=KEY_ONLY,
            )
        },
    ),
    "uses": Kept(
        what=USAGE,
        columns="id workspace_id connection_id number at purpose action_id order_id network generation subject "
        "previous mac",
        who="person_id",
    ),
    "standing_orders": Kept(
        what=replace(USAGE, purpose="what a person wants done with an account while they are away"),
        columns="id workspace_id connection_id purpose action_id created_at expires_at revoked_at",
        who="person_id",
        operational="revision",
    ),
    "tickets": Kept(
        what=replace(
            PLATFORM, purpose="to connect an account, once", retention=days(1, "expires_at"), export=False, why=DRAWN
        ),
        columns="id workspace_id conversation_id network server connection_id action_id created_at expires_at stage "
        "proof tries code_expires_at issuer found error detail account",
        who="person_id",
        operational="revision",
        other={
            "link browser code state kept": replace(
                PLATFORM,
                purpose="hashes and sealed secrets of one attempt to connect",
                retention=days(1, "expires_at"),
                export=False,
                erase=Erase.DELETE,
                why=KEY_ONLY,
            )
        },
    ),
    "client_apps": Kept(what=NOBODY, columns="id network server address client_id secret created_at revision"),
    "figures": Kept(
        what=replace(CONTENT, purpose="how a post did, because a person asked to know"),
        columns="id workspace_id publication_id at counts",
    ),
    "files": Kept(
        what=replace(CONTENT, purpose="pictures and videos that were sent to be published"),
        columns="id workspace_id kind mime digest bytes created_at width height seconds",
        who="by",
    ),
    "posts": Kept(
        what=CONTENT,
        columns="id workspace_id brief language created_at updated_at version",
        who="author_id",
        operational="revision",
    ),
    "versions": Kept(
        what=CONTENT,
        columns="id workspace_id post_id number text origin created_at media targets undoes",
        who="by",
    ),
    "publications": Kept(
        what=CONTENT,
        columns="id workspace_id post_id connection_id created_at updated_at state approved_hash approval_id version "
        "due_at wall zone",
        operational="revision wake_at tries attempt looks lease_owner lease_until",
        other={"network remote_id url published_at error detail": PLATFORM},
    ),
    "attempts": Kept(
        what=replace(PLATFORM, purpose="to send a post once, and to know what became of it"),
        columns="id workspace_id publication_id number payload_hash started_at state steps ref finished_at error "
        "detail",
    ),
    "actions": Kept(
        what=USAGE,
        columns="id workspace_id kind at platform post_id publication_id connection_id version hash note",
        who="person_id",
    ),
    "writings": Kept(
        what=replace(CONTENT, purpose="texts that a writer made because a person asked"),
        columns="id workspace_id post_id action_id task created_at instruction base connection_id writer state "
        "partial variants chosen finished_at",
        who="person_id",
        operational="stop error revision",
        other={"reserved settled": replace(USAGE, purpose="to keep what writing costs within the budget")},
    ),
    "sensings": Kept(
        what=replace(USAGE, purpose="to keep what hearing and seeing costs within the budget"),
        columns="id workspace_id sense created_at reserved settled finished_at",
        who="person_id",
        operational="error revision",
    ),
    "conversations": Kept(
        what=replace(ACCOUNT, purpose="to answer in the chat where a person speaks, at the step they are at"),
        columns="id platform team chat user person_id workspace_id created_at updated_at flow data expires_at "
        "private blocked_at",
        operational="revision",
    ),
    "inbox": Kept(
        what=replace(PASSING, retention=days(30, "received_at"), export=True, why=""),
        columns="id platform lane received_at done_at",
        operational="key state tries error",
        other={"said": replace(SAID, retention=days(30, "received_at"), export=True, why="")},
    ),
    "cards": Kept(
        what=replace(PASSING, purpose="to keep every copy of a card true"),
        columns="id platform team chat conversation_id person_id workspace_id screen args subject fingerprint "
        "created_at updated_at message",
        operational="revision shown",
        other={"view": SAID},
    ),
    "acts": Kept(
        what=replace(PASSING, purpose="what a button stands for", retention=days(7, "expires_at"), why=KEY_ONLY),
        columns="id card_id workspace_id verb args subject version person_id created_at expires_at",
    ),
    "outbox": Kept(
        what=replace(PASSING, retention=days(7, "created_at")),
        columns="id platform team chat created_at card_id reply_to sent_at",
        operational="not_before lease_until tries error",
        other={"toast": replace(SAID, retention=days(7, "created_at"))},
    ),
    "paces": Kept(what=replace(NOBODY, retention=days(1, "free_at")), columns="id free_at revision"),
    "registrations": Kept(what=NOBODY, columns="id fingerprint at"),
    "jobs": Kept(
        what=NOBODY,
        columns="id kind key workspace_id run_at created_at tries lease_owner lease_until error",
    ),
    "leases": Kept(what=NOBODY, columns="id owner until"),
    "sandbox_posts": Kept(
        what=replace(CONTENT, purpose="what was published to the sandbox", erase=Erase.KEEP),
        columns="id account text media options created_at removed_at",
        operational="key hash",
    ),
}
