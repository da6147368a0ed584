using Verify.V1;

namespace Verify.Client;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Path of the field within the request, such as <c>case_number</c>.</param>
/// <param name="Description">What is wrong and what to do, for people. Its words may change.</param>
/// <param name="Fault">
/// The kind of fault, stable, to decide on; <see cref="FieldFault.Unspecified"/> where the service names none, or one that this client is too
/// old to know.
/// </param>
/// <example>
/// <code>
/// catch (VerifyException refused) when (refused.FieldViolations.Any(one => one.Fault == FieldFault.MalformedCode))
/// </code>
/// </example>
public sealed record FieldViolation(string Field, string Description, FieldFault Fault = FieldFault.Unspecified);
