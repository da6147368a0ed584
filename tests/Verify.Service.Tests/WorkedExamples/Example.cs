using Verify.V1;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>A row of the table: what the registry holds, what is asked, what the answer is.</summary>
/// <param name="Id">Number of the example in the rules.</param>
/// <param name="Clause">Clauses that it shows.</param>
/// <param name="Given">What the registry holds.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Expected">Parts of the answer in the form of <see cref="AnswerWords"/>, separated by semicolons.</param>
/// <param name="Department">The department that asks; null for the open development caller.</param>
internal sealed record Example(
    string Id, string Clause, Action<World> Given, CheckRequest Question, string Expected, string? Department = null)
{
    public override string ToString() => Id;
}
