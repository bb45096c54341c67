"""The numbers of fusion, fitted on training lines that the classifier had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logit

from warnd.model.identifiers import KindId
from warnd.ports.reading import Language
from warnd.rules.match import RuleSet
from warnd.signals.fuse import FUSION, MOST_SURE, Fusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """What rules and classifier say of lines, and what is there, `(n_lines, n_kinds)` each.

    The classifier's probabilities must be of models that had not seen the line.
    """

    #: confidence of the surest rule that fired, 0 when none did
    rule: NDArray[np.float64]
    #: how many different rules fired
    rules: NDArray[np.int64]
    #: the classifier's probability, with the shift of priors
    model: NDArray[np.float64]
    #: whether the line carries the kind
    truth: NDArray[np.bool_]


def rules_on(
    texts: Sequence[str], language: Language, rules: RuleSet, kinds: Sequence[KindId]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give the surest confidence and the number of rules that fire, `(n_texts, n_kinds)` each."""
    confidence = np.zeros((len(texts), len(kinds)))
    fired = np.zeros(confidence.shape, dtype=np.int64)
    columns = {kind: column for column, kind in enumerate(kinds)}
    for row, text in enumerate(texts):
        matches = rules.match(language.sentences("", text))
        for rule in {match.rule.id: match.rule for match in matches}.values():
            column = columns.get(rule.kind)
            if column is not None:
                confidence[row, column] = max(confidence[row, column], rule.confidence)
                fired[row, column] += 1
    return confidence, fired


def fit_fusion(witnesses: Witnesses, fusion: Fusion = FUSION) -> Fusion:
    """Give the fusion of greatest likelihood; limits and what decides stay those of `fusion`.

    Where no rule fired the classifier's log-odds are not cut, or there would be nothing to fit
    above them.
    """
    odds = _log_odds(witnesses.model)
    fired = witnesses.rule > 0.0
    beside = (fired.sum(axis=1, keepdims=True) - fired > 0).astype(np.float64)
    one: NDArray[np.float64] = np.ones_like(odds)
    further = (np.clip(witnesses.rules, 1, fusion.most_rules) - 1).astype(np.float64)
    helped = np.clip(odds, fusion.least_help, fusion.most_help)
    alone = _fit([odds, one, beside], ~fired, witnesses.truth, 0.0 * odds)
    ruled = _fit([helped, one, further, beside], fired, witnesses.truth, _log_odds(witnesses.rule))
    return Fusion(
        alone=alone[0],
        alone_offset=alone[1],
        alone_beside=alone[2],
        most_alone=fusion.most_alone,
        helping=ruled[0],
        rule_offset=ruled[1],
        further_rule=ruled[2],
        rule_beside=ruled[3],
        least_help=fusion.least_help,
        most_help=fusion.most_help,
        most_rules=fusion.most_rules,
        model_sees=fusion.model_sees,
    )


def _fit(
    columns: Sequence[NDArray[np.float64]],
    where: NDArray[np.bool_],
    truth: NDArray[np.bool_],
    known: NDArray[np.float64],
) -> tuple[float, ...]:
    """Give the weights of a logistic regression on `columns`, added to log-odds that are known."""
    inputs = np.column_stack([column[where] for column in columns])
    there, offset = truth[where], known[where]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = inputs @ weights + offset
        value = -np.sum(np.where(there, log_expit(logits), log_expit(-logits)))
        return float(value), inputs.T @ (expit(logits) - there)

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B")
    return tuple(map(float, found.x))


def _log_odds(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    cut = np.clip(probabilities, 1.0 - MOST_SURE, MOST_SURE)
    return np.asarray(logit(cut), dtype=np.float64)
