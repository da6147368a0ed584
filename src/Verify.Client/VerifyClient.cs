using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Verify.Client.Calls;
using Verify.Client.Errors;
using Verify.Client.Streams;
using Verify.V1;

namespace Verify.Client;

/// <summary>
/// A client of Verify over one address or several. It retries what is safe to repeat, goes to another address where one fails, and is
/// never answered from before what it has seen. One instance serves a whole application.
/// </summary>
/// <example>
/// <code>
/// using var verify = VerifyClient.Connect("http://127.0.0.1:5080,http://127.0.0.1:6080");
/// var answer = await verify.CheckAsync(new CheckRequest { … });
/// </code>
/// </example>
public sealed class VerifyClient : IVerifyClient, IDisposable
{
    private readonly ClientState _state;

    /// <summary>Creates a client, which connects at its first call. Applications with a container use <c>AddVerifyClient</c>.</summary>
    /// <param name="options">Addresses, credential, limits.</param>
    /// <param name="loggers">Where it logs; null for nowhere.</param>
    /// <param name="clock">The clock of pauses and of silence; null for the machine's.</param>
    /// <exception cref="OptionsValidationException">The options hold faults; it names all of them.</exception>
    public VerifyClient(VerifyClientOptions options, ILoggerFactory? loggers = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults().ToArray() is { Length: > 0 } faults)
            throw new OptionsValidationException(nameof(VerifyClientOptions), typeof(VerifyClientOptions), faults);
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Verify.Client");
        _state = new ClientState(options, clock ?? TimeProvider.System, logger);
        var invoker = new VerifyInvoker(_state);
        Verification = new VerificationService.VerificationServiceClient(invoker);
        Registry = new RegistryService.RegistryServiceClient(invoker);
        Catalog = new CatalogService.CatalogServiceClient(invoker);
        Audit = new AuditService.AuditServiceClient(invoker);
    }

    /// <summary>The generated client, with the same addresses, retries and credential: for headers, trailers and deadlines of a call's own.</summary>
    public VerificationService.VerificationServiceClient Verification { get; }

    /// <summary>Facts and dossiers.</summary>
    public RegistryService.RegistryServiceClient Registry { get; }

    /// <summary>The catalogue.</summary>
    public CatalogService.CatalogServiceClient Catalog { get; }

    /// <summary>The register of queries.</summary>
    public AuditService.AuditServiceClient Audit { get; }

    /// <inheritdoc/>
    public long RevisionSeen => _state.Memory.Seen;

    /// <summary>Connects at the first call.</summary>
    /// <param name="address">One address or several with commas between: <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="configure">Sets credential, certificates and limits; null for the defaults.</param>
    /// <exception cref="OptionsValidationException">The options hold faults; it names all of them.</exception>
    public static VerifyClient Connect(string address, Action<VerifyClientOptions>? configure = null)
    {
        var options = new VerifyClientOptions { Address = address };
        configure?.Invoke(options);
        return new VerifyClient(options);
    }

    /// <inheritdoc cref="Connect(string, Action{VerifyClientOptions}?)"/>
    public static VerifyClient Connect(Uri address, Action<VerifyClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Connect(address.ToString(), configure);
    }

    /// <inheritdoc/>
    public Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellation = default) =>
        Verification.CheckAsync(request, cancellationToken: cancellation).ResponseAsync;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Checked<T>>> BatchCheckAsync<T>(
        CheckRequest context, IEnumerable<T> items, Func<T, Subject> subjectOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjectOf);
        T[] all = [.. items];
        var request = new BatchCheckRequest { Context = context, Subjects = { all.Select(subjectOf) } };
        var response = await Verification.BatchCheckAsync(request, cancellationToken: cancellation);
        return [.. response.Items.Select(item => new Checked<T>(all[item.Index], item.Answer, item.Error is null ? null : ErrorReading.Of(item.Error)))];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Checked<T>> ScreenAsync<T>(
        CheckRequest context, IAsyncEnumerable<T> items, Func<T, Subject> subjectOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(subjectOf);
        return new Screening<T>(_state, context, items, subjectOf).RunAsync(cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Watched<T>> WatchAsync<T>(
        CheckRequest context, IReadOnlyList<T> items, Func<T, Subject> subjectOf, WatchPoint? resume = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(subjectOf);
        return new Watching<T>(_state, context, items, subjectOf).RunAsync(resume, cancellation);
    }

    /// <inheritdoc/>
    public Task<ReportOutcomeResponse> ReportOutcomeAsync(ReportOutcomeRequest request, CancellationToken cancellation = default) =>
        Verification.ReportOutcomeAsync(request, cancellationToken: cancellation).ResponseAsync;

    /// <inheritdoc/>
    public async Task<SignedReceipt> GetReceiptAsync(string checkId, IEnumerable<Subject>? persons = null, CancellationToken cancellation = default)
    {
        var request = new GetReceiptRequest { CheckId = checkId, Persons = { persons ?? [] } };
        return (await Verification.GetReceiptAsync(request, cancellationToken: cancellation)).Receipt;
    }

    /// <inheritdoc/>
    public Task<GetMatterResponse> GetMatterAsync(string matterCode, string regionCode = "", CancellationToken cancellation = default)
    {
        var request = new GetMatterRequest { MatterCode = matterCode, RegionCode = regionCode };
        return Verification.GetMatterAsync(request, cancellationToken: cancellation).ResponseAsync;
    }

    /// <inheritdoc/>
    public Task<RecordResponse> RecordAsync(RecordRequest request, CancellationToken cancellation = default) =>
        Registry.RecordAsync(request, cancellationToken: cancellation).ResponseAsync;

    /// <summary>Forgets the highest revision seen, as after the registry was restored from a backup and stands before it.</summary>
    public void ForgetRevision() => _state.Memory.Forget();

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
