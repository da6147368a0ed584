using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Verify.Client.Calls;
using Verify.Client.Errors;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>
/// A watch over as many connections as it takes. The service goes from one state of the registry to the next, and says with the last
/// change of each that it is reached. Changes are handed on a state at a time: where a connection breaks in the middle of one, what came
/// of it is dropped and comes again, so nothing is missed and nothing repeated.
/// </summary>
internal sealed class Watching<T>(ClientState state, CheckRequest context, IReadOnlyList<T> items, Func<T, Subject> subjectOf)
{
    public async IAsyncEnumerable<Watched<T>> RunAsync(WatchPoint? resume, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new WatchRequest
        {
            Context = context,
            Subjects = { items.Select(subjectOf) },
            HeartbeatInterval = Duration.FromTimeSpan(state.Options.HeartbeatInterval),
        };
        var tries = new StreamTries(state, nameof(StreamMethods.Watch), triesMax: null);
        while (true)
        {
            request.Resume = resume;
            using var connection = new WatchConnection(state, tries.Next(), request, cancellation);
            var changes = new List<WatchChange>();
            while (await connection.ReadAsync() is { } next)
            {
                tries.Progressed();
                if (next.Change is { } change)
                    changes.Add(change);
                if (next.Reached is null || next.Reached.Equals(resume))
                    continue;
                state.Memory.Note(next.Reached.Revision);
                for (var i = 0; i < changes.Count; i++)
                    yield return ToWatched(changes[i], i == changes.Count - 1 ? next.Reached : resume);
                changes.Clear();
                resume = next.Reached;
            }

            await tries.PauseAsync(connection.Ended!, cancellation);
        }
    }

    private Watched<T> ToWatched(WatchChange change, WatchPoint? reached) => new(
        items[change.Index], change.Answer, change.Error is null ? null : ErrorReading.Of(change.Error), change.Revision, reached);
}
