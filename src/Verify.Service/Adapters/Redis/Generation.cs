using System.Buffers.Text;
using System.Security.Cryptography;

namespace Verify.Adapters.Redis;

/// <summary>
/// The name of a generation: 64 random bits as 11 letters of base64url, so that what <c>redis-cli</c> shows can be compared by eye.
/// </summary>
internal static class Generation
{
    /// <summary>Bytes of every name.</summary>
    public const int Length = 11;

    /// <summary>One that nobody has used.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(sizeof(long)));
}
