using Grpc.Core;
using Verify.V1;

namespace Verify.Client.Testing;

/// <summary>What a fake knows and what it was asked.</summary>
internal sealed class FakeWorld(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Code, string? Matter), (CheckResponse? Answer, VerifyError? Error, long Revision)> _answers = [];
    private readonly Dictionary<string, Matter> _matters = [];
    private readonly List<object> _kept = [];
    private readonly Dictionary<string, (CheckRequest Question, CheckResponse Answer)> _answered = [];
    private TaskCompletionSource _changed = NewSignal();
    private VerifyError? _failure;
    private bool _isFresh = true;
    private long _revision;

    public DateTimeOffset Now => clock.GetUtcNow();

    public long Revision
    {
        get
        {
            lock (_lock)
                return _revision;
        }
    }

    public Func<CheckRequest, CheckResponse?>? Function { get; set; }

    public VerifyError? Failure
    {
        get => Volatile.Read(ref _failure);
        set => Change(() => _failure = value);
    }

    public bool IsFresh
    {
        get => Volatile.Read(ref _isFresh);
        set => Change(() => _isFresh = value);
    }

    /// <summary>Done when anything is no longer as it is now.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    public void Set(string code, string? matter, CheckResponse answer) =>
        Change(() => _answers[(code, matter)] = (new CheckResponse(answer), null, ++_revision));

    public void Set(string code, VerifyError error) => Change(() => _answers[(code, null)] = (null, error, ++_revision));

    public void Set(Matter matter) => Change(() => _matters[matter.Code] = matter);

    public long Advance()
    {
        Change(() => _revision++);
        return Revision;
    }

    /// <summary>At which revision the answer became what it is; -1 for one that was never set.</summary>
    public long ChangedAt(string code, string matter)
    {
        lock (_lock)
            return Find(code, matter) is { } found ? found.Revision : -1;
    }

    public Matter MatterOf(string code)
    {
        lock (_lock)
            return _matters.TryGetValue(code, out var matter) ? new Matter(matter) : new Matter { Code = code };
    }

    public void Keep(object request)
    {
        lock (_lock)
            _kept.Add(request);
    }

    public T[] Kept<T>()
    {
        lock (_lock)
            return [.. _kept.OfType<T>()];
    }

    public void ThrowIfFailing()
    {
        if (Failure is { } failure)
            throw new VerifyException(failure);
    }

    public Checked<CheckRequest> Ask(CheckRequest request)
    {
        Keep(new CheckRequest(request));
        if (request.Consistency?.AtLeast?.Revision > Revision)
            return new(request, null, NotReached(request.Consistency.AtLeast.Revision));
        var own = Function?.Invoke(request);
        lock (_lock)
        {
            var found = own is null ? Find(request.Subject?.Code ?? "", request.MatterCode) : null;
            if (found?.Error is { } error)
                return new(request, null, error);
            var answer = own ?? found?.Answer ?? FakeAnswers.Normal();
            var isProven = _isFresh || (answer.Measures.Count == 0 && answer.ListStatus.All(static status => status.Colour == Colour.Red));
            var stamped = FakeAnswers.Stamped(isProven ? answer : FakeAnswers.Undetermined(), Now, _revision, _isFresh);
            _answered.Add(stamped.CheckId, (new CheckRequest(request), new CheckResponse(stamped)));
            return new(request, stamped, null);
        }
    }

    /// <summary>What was answered under an id.</summary>
    /// <exception cref="VerifyException">Nothing was.</exception>
    public (CheckRequest Question, CheckResponse Answer) Answered(string checkId)
    {
        lock (_lock)
        {
            return _answered.TryGetValue(checkId, out var found) ? found
                : throw new VerifyException(new VerifyError(StatusCode.NotFound, ErrorReason.NotFound, "The fake gave no such answer."));
        }
    }

    private (CheckResponse? Answer, VerifyError? Error, long Revision)? Find(string code, string matter) =>
        _answers.TryGetValue((code, matter), out var own) ? own : _answers.TryGetValue((code, null), out var any) ? any : null;

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static VerifyError NotReached(long revision) =>
        new(StatusCode.Unavailable, ErrorReason.RevisionNotReached, "The fake has not come so far.")
        {
            Metadata = new Dictionary<string, string> { ["revision"] = revision.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
