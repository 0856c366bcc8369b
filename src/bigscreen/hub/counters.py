"""What the hub counts, shown at ``/healthz``."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Counters:
    """Totals since the hub was started; the mappings count by reason.

    ``orders`` came to the ledger, ``orders_refused`` were refused there; ``orders_not_allowed``
    and ``orders_too_fast`` never came so far.
    """

    connections: int = 0
    connections_refused: int = 0
    logins_refused: int = 0
    frames_in: int = 0
    frames_out: int = 0
    orders: int = 0
    orders_refused: int = 0
    orders_not_allowed: int = 0
    orders_too_fast: int = 0
    fixes_taken: int = 0
    snapshots_sent: int = 0
    resumes: int = 0
    slow_clients_cut: int = 0
    accounts_ended: int = 0
    ledger_faults: int = 0
    boards_sent: int = 0
    fixes_dropped: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
