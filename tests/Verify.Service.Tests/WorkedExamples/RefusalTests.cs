using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>Examples that are refused before a decision: an error, not an answer.</summary>
public sealed class RefusalTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string P1 = "520599198001010014";

    [Fact]
    public Task E45_a_wrong_character_is_an_invalid_code_and_tells_the_expected_check() =>
        AssertRefusedAsync(Ask("91520523MABHQ0013R", "LIC"), StatusCode.InvalidArgument, "INVALID_CODE", ("expected_check", "Q"));

    [Fact]
    public Task E48_no_case_number_no_check() =>
        AssertRefusedAsync(Change(Ask(A, "LIC"), static request => request.CaseNumber = ""), StatusCode.InvalidArgument, "MISSING_CASE_NUMBER");

    [Fact]
    public Task E49_consent_without_an_end_is_refused() => AssertRefusedAsync(
        Change(Ask(P1, "LIC"), static request => request.PersonBasis = new PersonBasis
        {
            Consent = new Consent { Purpose = "办理许可", GrantedOn = "2026-06-01" },
        }),
        StatusCode.PermissionDenied,
        "CONSENT_INVALID",
        ("fault", "PERPETUAL"));

    [Theory]
    [InlineData("", "2026-06-01", "2026-12-31", "NO_PURPOSE")]
    [InlineData("办理许可", "2025-06-15", "2026-06-14", "EXPIRED")]
    [InlineData("办理许可", "2026-06-01", "2027-06-02", "TOO_LONG")]
    [InlineData("办理许可", "2026-06-16", "2026-12-31", "NOT_YET")]
    [InlineData("办理许可", "", "2026-12-31", "NO_START")]
    [InlineData("办理许可", "2026-06-01", "31/12/2026", "NO_END")]
    public Task Consent_that_does_not_carry_the_query_is_refused(string purpose, string granted, string expires, string fault) => AssertRefusedAsync(
        Change(Ask(P1, "LIC"), request => request.PersonBasis = new PersonBasis
        {
            Consent = new Consent { Purpose = purpose, GrantedOn = granted, ExpiresOn = expires },
        }),
        StatusCode.PermissionDenied,
        "CONSENT_INVALID",
        ("fault", fault));

    [Fact]
    public Task A_person_is_answered_about_only_on_a_basis() => AssertRefusedAsync(
        Change(Ask(P1, "LIC"), static request => request.PersonBasis = null), StatusCode.PermissionDenied, "CONSENT_INVALID", ("fault", "MISSING"));

    [Fact]
    public Task The_future_is_not_known() => AssertRefusedAsync(
        Change(Ask(A, "LIC"), static request => request.AsOf = new DateTimeOffset(2026, 6, 15, 10, 0, 1, TimeSpan.FromHours(8)).ToTimestamp()),
        StatusCode.InvalidArgument,
        "FUTURE_INSTANT",
        ("field", "as_of"));

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var error = await RefusedAsync(new CheckRequest
        {
            Subject = Subject("12345"), MatterCode = "NOPE", RegionCode = "52", Members = { Subject("91520523MABHQ0013R") },
        });
        var fields = error.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field).Order();
        Assert.Equal(["case_number", "matter_code", "members[0].code", "region_code", "stage", "subject.code"], fields);
    }

    private static async Task AssertRefusedAsync(CheckRequest request, StatusCode status, string reason, params (string Key, string Value)[] metadata)
    {
        var error = await RefusedAsync(request);
        Assert.Equal((int)status, error.Code);
        var info = error.GetDetail<ErrorInfo>()!;
        Assert.Equal(("verify.v1", reason), (info.Domain, info.Reason));
        foreach (var (key, value) in metadata)
            Assert.Equal(value, info.Metadata[key]);
        Assert.DoesNotContain(P1, error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Google.Rpc.Status> RefusedAsync(CheckRequest request)
    {
        await using var service = await RunningService.StartAsync();
        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await service.Verification.CheckAsync(request, cancellationToken: TestContext.Current.CancellationToken));
        var status = Errors.StatusOf(exception);
        Assert.Equal((int)exception.StatusCode, status.Code);
        return status;
    }

    private static CheckRequest Change(CheckRequest request, Action<CheckRequest> change)
    {
        change(request);
        return request;
    }
}
