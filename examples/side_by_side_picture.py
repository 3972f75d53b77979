"""The picture of side_by_side.py: a column a program, a row a question."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

POTENTIAL, TOTAL, DIFFERENCE, WAY = "#2a6f97", "#222222", "#b5541c", "#3a7d44"
STYLE = {"font.size": 9, "font.family": "DejaVu Sans", "axes.spines.top": False, "axes.spines.right": False,
         "axes.grid": True, "grid.color": "#e4e4e4", "grid.linewidth": 0.6, "axes.axisbelow": True,
         "axes.edgecolor": "#888888", "xtick.color": "#555555", "ytick.color": "#555555", "svg.fonttype": "none",
         "svg.hashsalt": "nnp4j"}
EQUAL = "#e0b9a3"
METHODS = {"nnp4j": "L-BFGS", "ASE": "BFGS", "i-PI": "BFGS with line searches", "LAMMPS": "FIRE"}
TITLES = {"h2": "H\N{SUBSCRIPT TWO}", "ammonia": "NH\N{SUBSCRIPT THREE}"}


def draw(name, runs, time_step, same, folder):
    """Writes NAME.svg and NAME.png; `same` is how much energies may differ, in eV."""
    dynamics, ways = runs["md"], runs["optimize"]
    lowest = min(way.potential.min() for way in ways.values())
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(3, len(dynamics), figsize=(11, 7), sharey="row", layout="constrained")
        figure.get_layout_engine().set(w_pad=0.06, h_pad=0.08)
        for column, (program, run) in zip(axes.T, dynamics.items()):
            energies(column[0], run, lowest, time_step)
            differences(column[1], run, dynamics["nnp4j"], time_step, same)
            way_down(column[2], program, ways[program], lowest)
            column[0].set_title(program, fontsize=12, fontweight="bold", loc="left")
        axes[0, 0].set_ylabel("energy above the\nminimum (eV)")
        axes[1, 0].set_ylabel("difference from nnp4j\nat the same step (eV)")
        axes[2, 0].set_ylabel("optimization: energy\nabove the minimum (eV)")
        figure.suptitle(f"{TITLES[name]}: one potential in four programs, constant energy and optimization", x=0.012,
                        ha="left", fontsize=13)
        lines, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(lines, labels, loc="upper right", ncols=2, frameon=False, bbox_to_anchor=(0.995, 0.998))
        files = [folder / f"{name}.{kind}" for kind in ("svg", "png")]
        figure.savefig(files[0], metadata={"Date": None})
        figure.savefig(files[1], dpi=150)
        plt.close(figure)
    return files


def times(run, time_step):
    return np.arange(len(run.potential)) * time_step


def energies(axis, run, lowest, time_step):
    t = times(run, time_step)
    axis.plot(t, run.potential - lowest, color=POTENTIAL, linewidth=0.9, label="potential")
    axis.plot(t, run.potential + run.kinetic - lowest, color=TOTAL, linewidth=1.4, label="total")
    axis.set_xlim(0, t[-1])
    axis.set_xlabel("time (fs)")


def differences(axis, run, own, time_step, same):
    t = times(run, time_step)
    floor = same * 1e-6  # a place for what is equal to the last bit
    axis.axhline(same, color="#999999", linewidth=1, linestyle=(0, (4, 3)))
    note(axis, f"limit {same:g} eV", (t[-1], same), "right")
    if run is own:
        axis.annotate("the one compared with", (0.5, 0.45), xycoords="axes fraction", ha="center", color="#777777")
    else:
        difference = abs(run.potential - own.potential)
        equal = difference == 0
        axis.plot(t[equal], np.full(equal.sum(), floor), ".", color=EQUAL, markersize=2.5)
        axis.plot(t[~equal], difference[~equal], ".", color=DIFFERENCE, markersize=3)
        note(axis, f"{equal.sum()} of {len(t)} equal to the last bit", (t[-1], floor), "right")
    axis.set_yscale("log")
    axis.set_ylim(floor / 3, same * 30)
    axis.set_yticks([1e-15, 1e-13, 1e-11, 1e-9])
    axis.set_xlim(0, t[-1])
    axis.set_xlabel("time (fs)")


def note(axis, words, place, side):
    axis.annotate(words, place, xytext=(0, 3), textcoords="offset points", ha=side, color="#777777", fontsize=8)


def way_down(axis, program, run, lowest):
    above = np.maximum(run.potential - lowest, 1e-13)  # rounding of the energy itself
    axis.plot(above, color=WAY, linewidth=1, marker="o", markersize=2.5)
    axis.annotate(METHODS[program], (1, 1), xycoords="axes fraction", ha="right", va="top", color="#777777", fontsize=8)
    axis.set_yscale("log")
    axis.set_xlim(left=0)
    axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axis.set_xlabel("step")
