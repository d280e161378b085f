"""Measuring what a client does, so that its maintainer can promise it: from observations to a policy as code."""

from runlaws.probe._evidence import Evidence, gather
from runlaws.probe._measure import Probe, probe
from runlaws.probe._measured import Measured
from runlaws.probe._promise import Promise, promise_of
from runlaws.probe._slack import Gap, gaps

__all__ = ["Evidence", "Gap", "Measured", "Probe", "Promise", "gaps", "gather", "probe", "promise_of"]
