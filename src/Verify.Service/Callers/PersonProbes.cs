using System.Collections.Concurrent;
using Verify.Domain;
using Verify.Telemetry;

namespace Verify.Callers;

/// <summary>
/// How many different persons each caller asks about within an hour. Whoever tries numbers out asks about many and has a basis for few:
/// a person refused counts for <see cref="RefusedCost"/>. Beyond its budget a caller goes on with the persons of the hour, and waits with
/// others; the log hears of it once an hour, the register of every refusal.
/// </summary>
/// <remarks>
/// Persons are counted by bits of a salted hash that never leaves the memory: 16 KiB a caller who asks about persons, and at most an eighth
/// of them set, so that one person in eight, at the very end of the largest budget, passes for one asked about before.
/// </remarks>
public sealed class PersonProbes(int personsPerHourMax, ILogger<PersonProbes> logger)
{
    /// <summary>The largest budget.</summary>
    public const int BudgetMax = 16_384;

    /// <summary>For how many persons one counts who was asked about without a basis.</summary>
    public const int RefusedCost = 10;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Hour> _hours = new(StringComparer.Ordinal);

    /// <summary>Counts a person whom a caller asks about.</summary>
    /// <param name="caller">Id of the caller.</param>
    /// <param name="person">The person.</param>
    /// <param name="isRefused">Whether the caller has no basis for it.</param>
    /// <param name="now">The instant of asking.</param>
    /// <returns>Why the caller has to wait; null where it need not.</returns>
    public Failure? Charge(string caller, SubjectCode person, bool isRefused, DateTimeOffset now)
    {
        if (personsPerHourMax == 0)
            return null;
        var hour = _hours.GetOrAdd(caller, static _ => new Hour());
        lock (hour)
        {
            hour.Turn(now);
            if (hour.Has(person))
                return null;
            if (hour.Spent < personsPerHourMax)
            {
                hour.Add(person, isRefused ? RefusedCost : 1);
                return null;
            }

            if (!hour.IsTold)
                Log.PersonsProbed(logger, caller, personsPerHourMax);
            hour.IsTold = true;
            return new Failure(FailureReason.PersonBudgetExceeded, "More persons within an hour than this caller may ask about; ask about others later.")
            {
                RetryAfter = hour.Began + Window - now,
            }.With("allowed", $"{personsPerHourMax}");
        }
    }

    private sealed class Hour
    {
        private const int Bits = 8 * BudgetMax;
        private readonly ulong[] _seen = new ulong[Bits / 64];

        public DateTimeOffset Began { get; private set; }

        public int Spent { get; private set; }

        public bool IsTold { get; set; }

        public void Turn(DateTimeOffset now)
        {
            if (now - Began < Window && now >= Began)
                return;
            (Began, Spent, IsTold) = (now, 0, false);
            Array.Clear(_seen);
        }

        public bool Has(SubjectCode person) => (_seen[PlaceOf(person) / 64] & (1UL << (PlaceOf(person) % 64))) != 0;

        public void Add(SubjectCode person, int cost)
        {
            _seen[PlaceOf(person) / 64] |= 1UL << (PlaceOf(person) % 64);
            Spent += cost;
        }

        // Salted for each process, as every hash of a text is.
        private static int PlaceOf(SubjectCode person) => (int)((uint)HashCode.Combine(person.Type, person.Value.GetHashCode(StringComparison.Ordinal)) % Bits);
    }
}
