"""Recall, churn and spread of ranked lists over environments: the measures of the harness' report (docs/report.md)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import fmean, stdev
from typing import Any

from .pairs import Pair

ORIGINAL = "original"
# Environments by what changes; each family is measured together with the original wording. No training has typos.
FAMILIES = {"rewording": "own-", "window": "window-", "typos": "typos-"}
DEPTHS = (5, 20)

# Ids, best first, by environment, by id of the pair.
Lists = Mapping[str, Mapping[str, Sequence[str]]]


def retrieval_figures(pairs: Iterable[Pair], lists: Lists) -> dict[str, Any]:
    """
    `recall`: by environment and depth, the mean share of a question's positives among the first. By family: `churn@5`,
    the mean over questions of the mean over pairs of environments of 1 − |common| ÷ the longer list; the harness' two
    spreads of Recall@5: `spread@5`, the mean over questions of the standard deviation (n − 1) over environments, and
    `spread of means@5`, the standard deviation of the environments' means.
    """
    by_id = {pair.id: pair for pair in pairs}
    named = sorted({name for each in lists.values() for name in each})
    recall = {
        name: {
            f"@{depth}": fmean(share(each[name], by_id[id].positives, depth) for id, each in lists.items() if name in each)
            for depth in DEPTHS
        }
        for name in named
    }
    families = {}
    for family, start in FAMILIES.items():
        members = [name for name in named if name == ORIGINAL or name.startswith(start)]
        rows = [(by_id[id], [each[name] for name in members if name in each]) for id, each in lists.items()]
        several = [(pair, found) for pair, found in rows if len(found) > 1]
        if several:
            families[family] = {
                "churn@5": fmean(churn(found, DEPTHS[0]) for _, found in several),
                "spread@5": fmean(stdev(share(each, pair.positives, DEPTHS[0]) for each in found) for pair, found in several),
                "spread of means@5": stdev(recall[name]["@5"] for name in members),
            }
    return {"n": len(lists), "recall": recall, "families": families}


def question_values(pairs: Iterable[Pair], lists: Lists) -> dict[str, dict[str, float]]:
    """By measure, of each question: what `retrieval_figures` takes the means of, churn where there are rewordings."""
    by_id = {pair.id: pair for pair in pairs}
    churns = {
        id: [found for name, found in each.items() if name == ORIGINAL or name.startswith(FAMILIES["rewording"])]
        for id, each in lists.items()
    }
    return {
        "recall@5": {id: share(each[ORIGINAL], by_id[id].positives, DEPTHS[0]) for id, each in lists.items()},
        "rewording churn@5": {id: churn(found, DEPTHS[0]) for id, found in churns.items() if len(found) > 1},
    }


def share(found: Sequence[str], wanted: Sequence[str], depth: int) -> float:
    return len({*found[:depth]} & {*wanted}) / len(wanted)


def churn(lists: Sequence[Sequence[str]], depth: int) -> float:
    """Of two or more lists."""
    cut = [each[:depth] for each in lists]
    return fmean(1 - len({*one} & {*other}) / max(len(one), len(other), 1) for one, other in combinations(cut, 2))
