"""The words the page shows, in the language in use."""

from bigscreen.viewmodels.wording import tr


def page_texts() -> dict[str, str]:
    """Return what ``bigscreen.setText`` takes; ``{n}`` is filled by the page."""
    return {
        "days": tr("{n} d"),
        "minutes": tr("{n} min"),
        "locked": tr("View locked · F follows again"),
        "lost": tr("Link lost · last known picture"),
    }
