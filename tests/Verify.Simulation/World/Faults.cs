namespace Verify.Simulation;

/// <summary>What befalls machines, store and Redis, besides what befalls single messages.</summary>
internal sealed class Faults(World world)
{
    /// <summary>Beyond what an instance reads change by change.</summary>
    private const int TooMany = Dossiers.ChangeFollower.ChangesMax + 1;

    private readonly Chance _chance = world.Timeline.Chance;
    private readonly Timeline _timeline = world.Timeline;
    private bool _over;

    private long Now => _timeline.Now;

    private long Lease => world.Pace.Lease;

    public void Begin()
    {
        Again(Lease * 3, Fault.Process, BefallProcess);
        Again(Lease * 2, Fault.Clock, StepClock);
        Again(Lease * 4, Fault.Store, BefallStore);
        Again(Lease, Fault.Redis, BefallRedis);
        Again(Lease * 8, Fault.Flood, Flood);
    }

    /// <summary>Whatever lasts is over.</summary>
    public void End()
    {
        _over = true;
        world.Store.AwayUntil = world.Store.FrozenUntil = world.Redis.AwayUntil = 0;
        foreach (var process in world.Processes)
        {
            process.CutOffUntil = process.RedisCutOffUntil = 0;
            process.Machine.Wake();
            if (process.IsStopping)
            {
                process.Kill();
                world.Replace(process);
            }
        }
    }

    private void Again(long every, Fault fault, Action act)
    {
        if (!world.AreFaults(fault))
            return;
        _timeline.In(_chance.Between(1, every * 2), () =>
        {
            if (_over)
                return;
            act();
            Again(every, fault, act);
        });
    }

    private void BefallProcess()
    {
        var process = _chance.Of(world.Processes);
        switch (_chance.Below(4))
        {
            case 0:
                world.Count(What.Paused, process);
                process.Machine.Pause(HowLong());
                break;
            case 1 when !process.Machine.Steps && !process.Machine.IsStanding:
                world.Count(What.Suspended, process);
                process.Machine.Suspend(HowLong());
                break;
            case 2 when !process.IsDead:
                world.Count(What.Killed, process);
                process.Kill();
                _timeline.In(_chance.Between(1, Lease), () => world.Replace(process));
                break;
            case 3 when process.IsServing:
                world.Count(What.Stopped, process);
                process.Stop(() => world.Replace(process));
                break;
        }
    }

    private void StepClock()
    {
        var process = _chance.Of(world.Processes);
        if (!process.Machine.Steps)
            return;
        world.Count(What.ClockStepped, process);
        process.Machine.Step(_chance.Between(-10 * Lease, 10 * Lease));
    }

    private void BefallStore()
    {
        switch (_chance.Below(3))
        {
            case 0:
                world.Count(What.StoreAway, null);
                world.Store.AwayUntil = Now + HowLong();
                break;
            case 1:
                world.Count(What.StoreFrozen, null);
                world.Store.FrozenUntil = Now + HowLong();
                break;
            default:
                var process = _chance.Of(world.Processes);
                world.Count(What.StoreCutOff, process);
                process.CutOffUntil = Now + HowLong();
                break;
        }
    }

    private void BefallRedis()
    {
        if (!world.HasRedis)
            return;
        switch (_chance.Below(9))
        {
            case 0 or 1:
                world.Redis.Snapshot();
                break;
            case 2 or 3:
                world.Redis.Replicate();
                break;
            case 4:
                world.Count(What.RedisRestarted, null);
                world.Redis.Restart();
                break;
            case 5:
                world.Count(What.RedisFailedOver, null);
                world.Redis.FailOver();
                break;
            case 6:
                BefallValues();
                break;
            case 7:
                world.Count(What.RedisFlushed, null);
                world.Redis.Flush();
                break;
            default:
                world.Count(What.RedisAway, null);
                if (_chance.OneIn(2))
                    world.Redis.AwayUntil = Now + HowLong();
                else
                    _chance.Of(world.Processes).RedisCutOffUntil = Now + HowLong();
                break;
        }
    }

    private void BefallValues()
    {
        if (_chance.OneIn(2))
        {
            world.Count(What.MarkerLost, null);
            world.Redis.LoseMarker();
        }
        else
        {
            world.Count(What.ValueLost, null);
            world.Redis.LoseValue(_chance.Of(world.Subjects));
        }
    }

    private void Flood()
    {
        world.Count(What.TooMuchChanged, null);
        world.Registry.Add(World.SomebodyElse, "penalty_recorded", TooMany);
    }

    private long HowLong() => _chance.OneIn(4) ? _chance.Between(Lease, Lease * 15) : _chance.Between(1, Lease * 2);
}
