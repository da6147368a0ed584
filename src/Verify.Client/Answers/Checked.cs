using Verify.V1;

namespace Verify.Client;

/// <summary>What came of one of many that were asked about: an answer, or why there is none.</summary>
/// <typeparam name="T">What the application asked with: a bidder, a row, a <see cref="Subject"/>.</typeparam>
/// <param name="Item">The one asked about.</param>
/// <param name="Answer">The answer; null where it could not be verified.</param>
/// <param name="Error">Why it could not be verified; null where there is an answer.</param>
public record Checked<T>(T Item, CheckResponse? Answer, VerifyError? Error)
{
    /// <summary>The answer.</summary>
    /// <exception cref="VerifyException">There is none; holds <see cref="Error"/>.</exception>
    public CheckResponse Require() => Answer ?? throw new VerifyException(Error!);
}
