"""Who may do what: one function for the rule and for the button.

`check_may_<action>(person, claim)` returns when the person may, else raises with the sentence that the
page shows on the disabled button (see `why_not`). Roles and statuses come from the table of transitions.
"""

from claims.permissions.holding import (
    check_may_acknowledge,
    check_may_dismiss,
    check_may_hold,
    check_may_release,
    check_may_reopen,
    check_may_set_aside,
    check_may_take,
    check_may_take_back,
    check_may_triage,
)
from claims.permissions.judging import (
    check_may_approve,
    check_may_propose,
    check_may_send_back,
    check_may_start_review,
    check_may_withdraw,
    standing_verdict,
)
from claims.permissions.mending import (
    check_may_add_claim,
    check_may_mend,
    check_may_merge,
    check_may_note,
    check_may_take_apart,
)
from claims.permissions.needs import Need, check_needs, needs_of, rules_of
from claims.permissions.passing import (
    check_assignee,
    check_may_ask_for,
    check_may_assign,
    check_may_break_lock,
    check_may_hand_over,
    check_may_send_to_desk,
    check_recipient,
    checkers,
)
from claims.permissions.publishing import (
    check_may_ask_retraction,
    check_may_confirm_retraction,
    check_may_correct,
    check_may_drop_retraction,
    check_may_publish,
    open_retraction,
)
from claims.permissions.research import (
    check_may_add_evidence,
    check_may_answer_contact,
    check_may_ask_snapshot,
    check_may_edit_evidence,
    check_may_log_contact,
    check_may_read_file,
    check_may_read_replies,
    check_may_remove_evidence,
)
from claims.permissions.rules import NAMES, Check, check_is_alive, check_role, why_not
from claims.permissions.sharing import (
    check_has_verdict_to_share,
    check_may_mark_duplicate,
    check_may_refuse,
    check_may_split,
)
from claims.permissions.undoing import check_may_undo, newest_decision
from claims.permissions.waiting import awaited, check_may_resume, check_may_wait

__all__ = [
    "NAMES",
    "Check",
    "Need",
    "awaited",
    "check_assignee",
    "check_has_verdict_to_share",
    "check_is_alive",
    "check_may_acknowledge",
    "check_may_add_claim",
    "check_may_add_evidence",
    "check_may_answer_contact",
    "check_may_approve",
    "check_may_ask_for",
    "check_may_ask_retraction",
    "check_may_ask_snapshot",
    "check_may_assign",
    "check_may_break_lock",
    "check_may_confirm_retraction",
    "check_may_correct",
    "check_may_dismiss",
    "check_may_drop_retraction",
    "check_may_edit_evidence",
    "check_may_hand_over",
    "check_may_hold",
    "check_may_log_contact",
    "check_may_mark_duplicate",
    "check_may_mend",
    "check_may_merge",
    "check_may_note",
    "check_may_propose",
    "check_may_publish",
    "check_may_read_file",
    "check_may_read_replies",
    "check_may_refuse",
    "check_may_release",
    "check_may_remove_evidence",
    "check_may_reopen",
    "check_may_resume",
    "check_may_send_back",
    "check_may_send_to_desk",
    "check_may_set_aside",
    "check_may_split",
    "check_may_start_review",
    "check_may_take",
    "check_may_take_apart",
    "check_may_take_back",
    "check_may_triage",
    "check_may_undo",
    "check_may_wait",
    "check_may_withdraw",
    "check_needs",
    "check_recipient",
    "check_role",
    "checkers",
    "needs_of",
    "newest_decision",
    "open_retraction",
    "rules_of",
    "standing_verdict",
    "why_not",
]
