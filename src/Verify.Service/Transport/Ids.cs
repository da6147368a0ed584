namespace Verify.Transport;

/// <summary>Identifiers that the service gave.</summary>
internal static class Ids
{
    /// <summary>Reads a check id; null where it is empty or wrong.</summary>
    public static Guid? Check(string given, string field, FieldErrors errors)
    {
        if (given.Length == 0)
            return null;
        if (Guid.TryParseExact(given, "D", out var id))
            return id;
        errors.Add(field, "Not a check_id of an answer.");
        return null;
    }
}
