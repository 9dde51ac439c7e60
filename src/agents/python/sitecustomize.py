"""
How Spindle's agent gets into a Python program whose file, arguments and command line stay as they are: the
folder of this file stands first in PYTHONPATH, so `site` imports it before the program. It takes every trace
of that back, starts the agent, and hands over to the sitecustomize that would have been imported without it.
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
address = os.environ.pop("SPINDLE_AGENT", None)

if address:
    try:
        import spindle_agent

        spindle_agent.start(address, here)
        del spindle_agent
    except Exception:
        # An agent that cannot be loaded must not change what the program does: it runs on, unobserved.
        sys.modules.pop("spindle_agent", None)

first, separator, rest = os.environ.get("PYTHONPATH", "").partition(os.pathsep)
if os.path.abspath(first) == here:
    if separator:
        os.environ["PYTHONPATH"] = rest
    else:
        del os.environ["PYTHONPATH"]
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != here]
sys.path_importer_cache.pop(here, None)

# Where there is no other one this raises ModuleNotFoundError, which is what `site` expects of a machine
# without any sitecustomize: it passes on, and this module is forgotten.
sys.modules.pop("sitecustomize", None)
import sitecustomize  # noqa: E402, F401
