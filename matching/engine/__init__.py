"""The shared matching engine: who may do what, how well it fits, and why. Pure Python and numpy."""

from matching.engine.catalogue import Catalogue
from matching.engine.columns import Columns
from matching.engine.dayparts import DAY_PARTS
from matching.engine.likeness import alike, as_asked
from matching.engine.model import (
    Explanation,
    Mobility,
    Obstacle,
    ObstacleKind,
    Opportunity,
    Reach,
    Reason,
    ReasonKind,
    Remote,
    Seeker,
    SeekerSuggestion,
    Suggestion,
    Taste,
)
from matching.engine.pair import Neighbourhoods, chance, explain, rank_seekers, with_broader_skills
from matching.engine.policy import DEFAULT_POLICY, Policy, Weights
from matching.engine.query import Query
from matching.engine.seekers import Seekers
from matching.engine.tastes import Experience, Tastes, chance_of_an_answer, learn
from matching.engine.what_if import ChangeKind, Gain

__all__ = [
    "DAY_PARTS",
    "DEFAULT_POLICY",
    "Catalogue",
    "ChangeKind",
    "Columns",
    "Experience",
    "Explanation",
    "Gain",
    "Mobility",
    "Neighbourhoods",
    "Obstacle",
    "ObstacleKind",
    "Opportunity",
    "Policy",
    "Query",
    "Reach",
    "Reason",
    "ReasonKind",
    "Remote",
    "Seeker",
    "SeekerSuggestion",
    "Seekers",
    "Suggestion",
    "Taste",
    "Tastes",
    "Weights",
    "alike",
    "as_asked",
    "chance",
    "chance_of_an_answer",
    "explain",
    "learn",
    "rank_seekers",
    "with_broader_skills",
]
