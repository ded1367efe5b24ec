"""Prose of a brief smoothed by the language model that is configured, as far as its answers say what the draft says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.briefing.smoothing import Smoothed, smoothed
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.intake.language_model import LanguageModel, ModelError

if TYPE_CHECKING:
    from guarantor.case.case import Case


def smooth(case: Case, asked: BriefRequest, model: LanguageModel) -> tuple[BriefRequest, Smoothed]:
    """The request with the sentences that were taken, and what came of each. Only the draft's own sentences are sent,
    no notes. Raises :class:`~guarantor.intake.language_model.ModelError` for a brief whose marking may not go there.
    """
    draft = brief_of(case, replace(asked, smoothed={}))
    if not model.may_see(draft.marking):
        raise ModelError(f"a brief marked {draft.marking} may not be sent to the model (GUARANTOR_MODEL_MARKING)")
    found = smoothed(draft, model.ask)
    return replace(asked, smoothed=dict(found.taken)), found
