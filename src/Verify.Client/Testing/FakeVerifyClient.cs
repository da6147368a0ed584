using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Testing;

/// <summary>
/// Stands in for the service in tests of an application: in memory, without a network. Answers are set by subject and matter; whoever has
/// none is <see cref="FakeAnswers.Normal"/>. Everything asked and reported is kept to be looked at. Safe for any number of threads.
/// </summary>
/// <example>
/// <code>
/// var verify = new FakeVerifyClient();
/// verify.Answer("91520523MA6HQ01018", FakeAnswers.Prohibit("BID_BAR"), matter: "BID");
/// await new Desk(verify).AcceptAsync(application);
/// Assert.Equal("CASE-7", Assert.Single(verify.Checks).CaseNumber);
/// </code>
/// </example>
public sealed class FakeVerifyClient : IVerifyClient
{
    private readonly FakeWorld _world;
    private readonly FakeReceipts _receipts = new();

    /// <summary>An empty world: everybody is as good as unknown, every call succeeds.</summary>
    /// <param name="clock">The clock of the answers; null for the machine's.</param>
    public FakeVerifyClient(TimeProvider? clock = null) => _world = new FakeWorld(clock ?? TimeProvider.System);

    /// <inheritdoc/>
    public long RevisionSeen => _world.Revision;

    /// <summary>Every question, in order: those of checks, and one for each item of batches, screenings and watches.</summary>
    public IReadOnlyList<CheckRequest> Checks => _world.Kept<CheckRequest>();

    /// <summary>Every report, in order.</summary>
    public IReadOnlyList<ReportOutcomeRequest> Reports => _world.Kept<ReportOutcomeRequest>();

    /// <summary>Every fact that was recorded, in order.</summary>
    public IReadOnlyList<RecordRequest> Records => _world.Kept<RecordRequest>();

    /// <summary>
    /// Whether answers are proven fresh. Where they are not, whoever has anything adverse is UNDETERMINED, FRESHNESS_UNPROVEN, as with the
    /// service.
    /// </summary>
    public bool IsFresh
    {
        get => _world.IsFresh;
        set => _world.IsFresh = value;
    }

    /// <summary>The key that receipts of this fake are signed with, another for each fake.</summary>
    public ReceiptKey ReceiptKey => _receipts.Key;

    /// <summary>Sets the answer about a subject from now on, at a new revision. Watches that it touches bring it.</summary>
    /// <param name="code">The subject's code, as the application gives it.</param>
    /// <param name="answer">The answer; its id, instants and freshness are filled in.</param>
    /// <param name="matter">In this matter; null for every matter without an answer of its own.</param>
    public void Answer(string code, CheckResponse answer, string? matter = null) => _world.Set(code, matter, answer);

    /// <summary>Answers by a function, before any answer that was set; null leaves the question to those.</summary>
    /// <param name="answer">From a question to its answer.</param>
    public void Answer(Func<CheckRequest, CheckResponse?> answer) => _world.Function = answer;

    /// <summary>Lets every call fail, until <see cref="Recover"/>. Watches wait it out, as those of the service do.</summary>
    /// <param name="reason">Why: <see cref="ErrorReason.StoreUnavailable"/> for example.</param>
    /// <param name="code">Its status.</param>
    public void Fail(ErrorReason reason, StatusCode code = StatusCode.Unavailable) =>
        Fail(new VerifyError(code, reason, reason.ToString()) { RetryAfter = code == StatusCode.Unavailable ? TimeSpan.FromMilliseconds(500) : null });

    /// <summary>Lets every call fail, until <see cref="Recover"/>.</summary>
    /// <param name="error">Why.</param>
    public void Fail(VerifyError error) => _world.Failure = error;

    /// <summary>Lets questions about one subject fail: calls about it alone throw, items of many carry the error.</summary>
    /// <param name="code">The subject's code, as the application gives it.</param>
    /// <param name="error">Why.</param>
    public void Fail(string code, VerifyError error) => _world.Set(code, error);

    /// <summary>Lets questions about one subject be refused for what they say, as the service refuses a code that is malformed.</summary>
    /// <param name="code">The subject's code, as the application gives it.</param>
    /// <param name="reason">Why: <see cref="ErrorReason.InvalidCode"/> for example.</param>
    /// <param name="violations">Every field that is wrong, with its <see cref="FieldViolation.Fault"/>.</param>
    public void Refuse(string code, ErrorReason reason, params FieldViolation[] violations) =>
        Fail(code, new VerifyError(StatusCode.InvalidArgument, reason, reason.ToString()) { FieldViolations = violations });

    /// <summary>Lets calls succeed again.</summary>
    public void Recover() => _world.Failure = null;

    /// <inheritdoc/>
    public Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellation = default) =>
        Reply(() => _world.Ask(request).Require(), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Checked<T>>> BatchCheckAsync<T>(
        CheckRequest context, IEnumerable<T> items, Func<T, Subject> subjectOf, CancellationToken cancellation = default) =>
        Reply<IReadOnlyList<Checked<T>>>(() => [.. items.Select(item => Ask(context, item, subjectOf))], cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Checked<T>> ScreenAsync<T>(
        CheckRequest context, IAsyncEnumerable<T> items, Func<T, Subject> subjectOf, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        _world.ThrowIfFailing();
        await foreach (var item in items.WithCancellation(cancellation))
            yield return Ask(context, item, subjectOf);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Watched<T>> WatchAsync<T>(
        CheckRequest context,
        IReadOnlyList<T> items,
        Func<T, Subject> subjectOf,
        WatchPoint? resume = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var held = resume?.Revision ?? -1;
        while (true)
        {
            var changed = _world.Changed;
            var now = _world.Revision;
            if (_world.Failure is null && now > held)
            {
                var touched = items.Where(item => held < 0 || ChangedAt(item) > held).ToArray();
                for (var i = 0; i < touched.Length; i++)
                {
                    var reached = i == touched.Length - 1 ? now : held;
                    var (item, answer, error) = Ask(context, touched[i], subjectOf);
                    yield return new Watched<T>(item, answer, error, Math.Max(ChangedAt(item), 0), reached < 0 ? null : new WatchPoint { Revision = reached });
                }

                held = now;
            }

            await changed.WaitAsync(cancellation);
        }

        long ChangedAt(T item) => _world.ChangedAt(subjectOf(item).Code, context.MatterCode);
    }

    /// <inheritdoc/>
    public Task<ReportOutcomeResponse> ReportOutcomeAsync(ReportOutcomeRequest request, CancellationToken cancellation = default) =>
        Reply(() =>
        {
            _world.Keep(new ReportOutcomeRequest(request));
            return new ReportOutcomeResponse { ReportId = Guid.CreateVersion7(_world.Now).ToString(), ReportedAt = _world.Now.ToTimestamp() };
        }, cancellation);

    /// <inheritdoc/>
    public Task<SignedReceipt> GetReceiptAsync(string checkId, IEnumerable<Subject>? persons = null, CancellationToken cancellation = default) =>
        Reply(() =>
        {
            var (question, answer) = _world.Answered(checkId);
            return _receipts.Write(question, answer);
        }, cancellation);

    /// <inheritdoc/>
    public Task<GetMatterResponse> GetMatterAsync(string matterCode, string regionCode = "", CancellationToken cancellation = default) =>
        Reply(() => new GetMatterResponse { Matter = _world.MatterOf(matterCode), CatalogVersion = "fake" }, cancellation);

    /// <summary>Sets the notice of a matter; without one a matter has nothing but its code.</summary>
    /// <param name="matter">The matter.</param>
    public void Set(Matter matter) => _world.Set(matter);

    /// <inheritdoc/>
    public Task<RecordResponse> RecordAsync(RecordRequest request, CancellationToken cancellation = default) =>
        Reply(() =>
        {
            _world.Keep(new RecordRequest(request));
            return new RecordResponse { Revision = _world.Advance(), EffectiveAt = _world.Now.ToTimestamp() };
        }, cancellation);

    private Checked<T> Ask<T>(CheckRequest context, T item, Func<T, Subject> subjectOf)
    {
        var one = _world.Ask(new CheckRequest(context) { Subject = subjectOf(item) });
        return new Checked<T>(item, one.Answer, one.Error);
    }

    private Task<T> Reply<T>(Func<T> reply, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        try
        {
            _world.ThrowIfFailing();
            return Task.FromResult(reply());
        }
        catch (VerifyException exception)
        {
            return Task.FromException<T>(exception);
        }
    }
}
