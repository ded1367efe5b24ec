"""Assessment: where each provision stands, in whose account, as of when, and why. A pure function of what is given.

>>> from guarantor.assessment import assess
>>> from guarantor.model.agreement import Agreement
>>> from guarantor.model.testimony import Voices
>>> dict(assess(Agreement(process="p", title="P"), [], [], [Voices(account="all", everybody=True)], account="all"))
{}
"""

from guarantor.assessment.log import Cut, Log
from guarantor.assessment.questions import changes, compare, deadlines, explain, gates, owed, timeline
from guarantor.assessment.resolve import resolve
from guarantor.assessment.state import State, assess

__all__ = [
    "Cut",
    "Log",
    "State",
    "assess",
    "changes",
    "compare",
    "deadlines",
    "explain",
    "gates",
    "owed",
    "resolve",
    "timeline",
]
