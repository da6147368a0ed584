using Google.Rpc;
using Verify.Domain;
using Verify.Flows;
using Verify.Transport;

namespace Verify.Tests.Transport;

/// <summary>A refusal can be read by whoever reads 16 KB of trailers, however much is wrong.</summary>
public sealed class ToldViolationsTests
{
    private const int TrailersMax = 16 * 1024;

    [Theory]
    [InlineData("Required.")]
    [InlineData("Not a unified social credit code: the check character should be R. 不是统一社会信用代码：校验位应为 R。")]
    [InlineData("必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。必填。")]
    public void Hundreds_of_violations_fit_into_trailers_and_say_how_many_more_there_are(string message)
    {
        const int count = 700;
        var errors = new FieldErrors();
        for (var i = 0; i < count; i++)
            errors.Add($"facts[{i}].entry_listed.subject.code_type", message);
        var refusal = FailureStatus.ToException(errors.ToFailure());

        var details = refusal.Trailers.GetValueBytes(FailureStatus.DetailsTrailer)!;
        var bytes = Convert.ToBase64String(details).Length + Uri.EscapeDataString(refusal.Status.Detail).Length;
        Assert.InRange(bytes, 1, TrailersMax);
        Assert.Matches(@"; and \d+ more$", refusal.Status.Detail);
        var told = Google.Rpc.Status.Parser.ParseFrom(details).Details.Single(static detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations;
        Assert.InRange(told.Count, 10, ToldViolations.CountMax);
        Assert.Equal(Enumerable.Range(0, told.Count).Select(static i => $"facts[{i}].entry_listed.subject.code_type"), told.Select(static one => one.Field));
    }

    [Fact]
    public void A_few_are_told_all()
    {
        FieldViolation[] few = [new("a", "Required."), new("b", "Required.")];
        Assert.Equal(few, ToldViolations.Of(few));
        Assert.Equal(("a: Required.; b: Required.", "a,b"), (ToldViolations.MessageOf(few), ToldViolations.FieldsOf(few)));
    }

    [Fact]
    public void One_is_told_however_long_it_is() =>
        Assert.Single(ToldViolations.Of([new("a", new string('x', 100_000)), new("b", "Required.")]));
}
