"""Short slices of load against one server process, and what each slice cost.

On a shared machine a long run measures the neighbours. A slice is short, knows what everybody else used of the CPUs while it ran,
and is thrown away when that was too much.
"""
import dataclasses
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time

TICK = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass(frozen=True)
class Slice:
    rps: float
    server_us: float    # CPU per request
    server_share: float  # of one core
    client_share: float
    others_share: float  # everybody who is neither server nor load
    p50_us: float = 0.0
    p99_us: float = 0.0


def process_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def machine_seconds():
    """Busy seconds of all CPUs, what the hypervisor stole among them. Interrupts count: the process they hit is charged for them."""
    user, nice, system, _idle, _wait, irq, softirq, steal = map(int, open("/proc/stat").readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICK


def own_seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def run(server_pid, client_cpu, h2load, seconds, log=False):
    """One slice: h2load with the arguments given, pinned to its CPU, for so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        times = os.path.join(folder, "times")
        command = ["taskset", "-c", str(client_cpu), "h2load", "-D", str(seconds), *h2load]
        if log:
            command[4:4] = ["--log-file", times]
        before = (machine_seconds(), process_seconds(server_pid), own_seconds(resource.RUSAGE_CHILDREN), time.monotonic())
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        after = (machine_seconds(), process_seconds(server_pid), own_seconds(resource.RUSAGE_CHILDREN), time.monotonic())
        machine, server, client, wall = (b - a for a, b in zip(before, after))
        done = succeeded(output)
        p50, p99 = percentiles(times) if log else (0.0, 0.0)
    return Slice(
        rps=float(re.search(r"finished in .*?, ([\d.]+) req/s", output).group(1)),
        server_us=server / done * 1e6,
        server_share=server / wall,
        client_share=client / wall,
        others_share=max(0.0, machine - server - client) / wall,
        p50_us=p50,
        p99_us=p99)


def succeeded(output):
    done, good, bad = map(int, re.search(r"(\d+) done, (\d+) succeeded, (\d+) failed", output).groups())
    if bad or good != done or not good:
        raise SystemExit(f"requests failed:\n{output}")
    return good


def percentiles(times):
    micros = sorted(int(line.split("\t")[2]) for line in open(times))
    return micros[len(micros) // 2], micros[len(micros) * 99 // 100]


def alternate(lanes, rounds, quiet, patience, measure):
    """Rounds of one slice per lane, the order turned each round, until so many were quiet. Returns lane -> its quiet slices."""
    kept = {lane: [] for lane in lanes}
    order = list(lanes)
    deadline = time.monotonic() + patience
    while len(kept[order[0]]) < rounds:
        wait_for_quiet(quiet, deadline)
        order.reverse()
        taken = {lane: measure(lane) for lane in order}
        loud = max(s.others_share for s in taken.values()) > quiet
        for lane, s in taken.items():
            print(describe(lane, s) + ("  dropped" if loud else ""), flush=True)
            if not loud:
                kept[lane].append(s)
    return kept


def wait_for_quiet(quiet, deadline):
    while True:
        before = machine_seconds(), time.monotonic()
        time.sleep(0.5)
        if (machine_seconds() - before[0]) / (time.monotonic() - before[1]) <= quiet:
            return
        if time.monotonic() > deadline:
            raise SystemExit("the machine is too busy: give it more --patience, or rest")


def describe(lane, s):
    latency = f"  p50 {s.p50_us:.0f} us  p99 {s.p99_us:.0f} us" if s.p50_us else ""
    return (f"  {lane:5} {s.rps:9,.0f}/s  server {s.server_us:6.2f} us ({s.server_share:4.0%})"
            f"  load {s.client_share:4.0%}  others {s.others_share:4.0%}{latency}")


def median(slices, field):
    return statistics.median(getattr(s, field) for s in slices)
