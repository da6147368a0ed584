namespace Verify.Simulation;

/// <summary>The store as a machine somewhere: what is committed is linearizable, all else may go wrong.</summary>
internal sealed class StoreServer(World world)
{
    private readonly Chance _chance = world.Timeline.Chance;

    public Registry Registry { get; } = new(world.Timeline);

    /// <summary>Until when it refuses everybody.</summary>
    public long AwayUntil { get; set; }

    /// <summary>Until when it does nothing at all; what is asked meanwhile it does afterwards.</summary>
    public long FrozenUntil { get; set; }

    /// <summary>Carries a call there and its reply back.</summary>
    /// <param name="from">Who asks.</param>
    /// <param name="effect">What the store does, at one instant between question and reply.</param>
    /// <param name="reply">Given the result, or null where the store cannot be reached; in no process.</param>
    public void Carry<T>(Process from, Func<T> effect, Action<T?, bool> reply)
    {
        var faulty = world.AreFaults(Fault.Store);
        if (faulty && _chance.OneIn(300))
        {
            world.Count(What.CallHung, from);
            Hang(reply);
            if (_chance.OneIn(2))
                return;
            reply = static (_, _) => { };
        }

        var slow = 0L;
        if (faulty && _chance.OneIn(60))
        {
            world.Count(What.CallSlow, from);
            slow = _chance.Between(0, world.Pace.Attempt * 3 / 2);
        }

        var before = _chance.OneIn(2) ? slow : 0;
        world.Timeline.In(Way() + before, () => Take(from, effect, reply, slow - before));
    }

    private void Take<T>(Process from, Func<T> effect, Action<T?, bool> reply, long slow)
    {
        var now = world.Timeline.Now;
        if (from.CutOffUntil > now)
        {
            // The connection is dead: nobody hears of the call, and nobody tells the caller before it is found out.
            Hang(reply);
        }
        else if (FrozenUntil > now)
        {
            world.Timeline.In(Math.Min(FrozenUntil - now, world.Pace.Attempt) + Way(), () => Take(from, effect, reply, slow));
        }
        else if (AwayUntil > now)
        {
            world.Timeline.In(Way(), () => reply(default, false));
        }
        else
        {
            var result = effect();
            var lost = world.AreFaults(Fault.Store) && _chance.OneIn(300);
            if (lost)
                world.Count(What.ReplyLost, from);
            world.Timeline.In(Way() + slow, () => Return(from, lost ? default : result, !lost, reply));
        }
    }

    private void Return<T>(Process to, T? result, bool reached, Action<T?, bool> reply)
    {
        if (to.CutOffUntil > world.Timeline.Now)
            Hang(reply);
        else
            reply(result, reached);
    }

    // What a driver takes to find out that a connection is dead.
    private void Hang<T>(Action<T?, bool> reply) => world.Timeline.In(world.Pace.Attempt * 2, () => reply(default, false));

    private long Way() => _chance.Delay(world.Pace.Lease / 2_000, world.Pace.Lease / 30);
}
