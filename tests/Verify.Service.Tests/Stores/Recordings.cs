using Verify.Dossiers;
using Verify.Flows;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>The flow that records, over a store which nobody answers from.</summary>
internal static class Recordings
{
    public static RecordFlow To(IRegistryStore store, TimeProvider clock)
    {
        var roll = new EmptyRoll();
        var options = new FreshnessOptions();
        var revisions = new RevisionSource(store, TimeSpan.FromSeconds(1), clock, options.Attempt);
        var enrolment = new Enrolment(roll, options.Attempt, clock);
        var freshness = new FreshnessSource(revisions, enrolment, options, clock);
        return new RecordFlow(store, new LiftAcknowledgement(freshness, revisions, roll, enrolment, null, options, clock), clock);
    }

    private sealed class EmptyRoll : IInstanceRoll
    {
        public Task EnrolAsync(Guid id, CancellationToken cancellation) => Task.CompletedTask;

        public Task<bool> RenewAsync(Guid id, long confirmed, CancellationToken cancellation) => Task.FromResult(true);

        public Task<IReadOnlyList<EnrolledInstance>> ReadAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<EnrolledInstance>>([]);

        public Task LeaveAsync(Guid id, CancellationToken cancellation) => Task.CompletedTask;

        public Task StrikeAsync(Guid id, long beat, CancellationToken cancellation) => Task.CompletedTask;
    }
}
