namespace Verify.Client;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Path of the field within the request, such as <c>case_number</c>.</param>
/// <param name="Description">What is wrong and what to do, for people.</param>
public sealed record FieldViolation(string Field, string Description);
