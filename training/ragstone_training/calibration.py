"""How far probabilities can be believed: expected calibration error, and temperatures that mend it."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Judged:
    """`logits`: [n, members of a family]; `right`: [n] which member is right."""

    logits: np.ndarray
    right: np.ndarray

    def probabilities(self, temperature: float = 1.0) -> np.ndarray:
        scaled = self.logits / temperature
        powers = np.exp(scaled - scaled.max(1, keepdims=True))
        return powers / powers.sum(1, keepdims=True)


def accuracy(judged: Judged) -> float:
    return float((judged.logits.argmax(1) == judged.right).mean())


def bins_of(judged: Judged, temperature: float = 1.0, bins: int = 10) -> list[tuple[int, float, float]]:
    """(how many, mean confidence, share right) for each bin of the likeliest member's probability that is not empty."""
    probabilities = judged.probabilities(temperature)
    confidence, right = probabilities.max(1), probabilities.argmax(1) == judged.right
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (int((place == n).sum()), float(confidence[place == n].mean()), float(right[place == n].mean()))
        for n in range(bins)
        if (place == n).any()
    ]


def calibration_error(judged: Judged, temperature: float = 1.0, bins: int = 10) -> float:
    """ECE (Guo et al. 2017, eq. 3): mean |confidence − accuracy| over bins of equal width, weighted by size."""
    total = len(judged.right)
    return sum(count / total * abs(mean - share) for count, mean, share in bins_of(judged, temperature, bins))


def fit_temperature(judged: Judged) -> float:
    """The temperature in [1/20, 20] of the smallest mean negative log-likelihood (Guo et al. 2017, section 4.2)."""

    def loss(log_temperature: float) -> float:
        chosen = judged.probabilities(float(np.exp(log_temperature)))[np.arange(len(judged.right)), judged.right]
        return float(-np.log(np.maximum(chosen, 1e-30)).mean())

    low, high = -np.log(20.0), np.log(20.0)
    golden = (np.sqrt(5) - 1) / 2
    for _ in range(60):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if loss(left) <= loss(right) else (left, high)
    return float(np.exp((low + high) / 2))


def plot_reliability(families: dict[str, tuple[Judged, float]], out) -> None:
    """Confidence against accuracy for each family, as it is and with its temperature."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, max(1, len(families)), figsize=(4 * max(1, len(families)), 4), squeeze=False, layout="constrained")
    for axis, (name, (judged, temperature)) in zip(axes[0], families.items(), strict=False):
        axis.plot([0, 1], [0, 1], color="grey", linewidth=0.5)
        for used, label in ((1.0, "as written"), (temperature, f"temperature {temperature:.2f}")):
            bins = bins_of(judged, used)
            error = calibration_error(judged, used)
            axis.plot([each[1] for each in bins], [each[2] for each in bins], marker="o", label=f"{label}: ECE {error:.3f}")
        axis.set(title=f"{name} (n = {len(judged.right)})", xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1))
        axis.legend(fontsize=7)
    figure.savefig(out, dpi=120)
    pyplot.close(figure)
