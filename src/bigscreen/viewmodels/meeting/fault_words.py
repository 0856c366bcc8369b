"""The sentence for every question the hub did not answer, and what to do."""

from bigscreen.domain.questions import QuestionFault
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import tr, tr_noop

_SENTENCES = {
    "not_allowed": tr_noop("This account may not see figures; it takes a desk's or a lead's."),
    "too_fast": tr_noop("Too many questions at once; the next try comes by itself."),
    "busy": tr_noop("The hub still works on earlier questions; the next try comes by itself."),
    "history_unavailable": tr_noop(
        "The hub cannot read its history now. Look at the hub's log, then try again (R)."
    ),
    "not_sent": tr_noop("There is no line to the hub; figures come back with it."),
    "unknown_question": tr_noop("This hub is older than the screen and cannot answer this."),
}


def fault_sentence(fault: QuestionFault) -> str:
    """Return what went wrong, as people say it; a wrong question names field and value."""
    if fault.code in _SENTENCES:
        return tr(_SENTENCES[fault.code])
    if fault.expected:
        return tr(
            "The hub did not understand {field} = {value}; right would be {expected}.",
            field=one_line(fault.field),
            value=one_line(fault.value) or "—",
            expected=one_line(fault.expected),
        )
    return tr("The hub gave no answer: {code}.", code=one_line(fault.code))
