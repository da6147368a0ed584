using System.Collections;
using System.Numerics;

namespace Verify.Domain;

/// <summary>
/// A set of reasons, enumerated in enum order, which is the order of the rules: however the rules find them, an answer lists them
/// in one order. A value type, so that collecting reasons allocates nothing.
/// </summary>
public readonly record struct ReasonSet : IReadOnlyCollection<ReasonCode>
{
    private readonly ulong _bits;

    private ReasonSet(ulong bits) => _bits = bits;

    /// <summary>The set of one reason; of <see cref="ReasonCode.None"/> it is the empty set.</summary>
    public static implicit operator ReasonSet(ReasonCode code) => new(code == ReasonCode.None ? 0 : 1UL << (int)code);

    /// <summary>Both sets together.</summary>
    public static ReasonSet operator |(ReasonSet left, ReasonSet right) => new(left._bits | right._bits);

    /// <summary>The reasons that are not among others.</summary>
    public ReasonSet Without(ReasonSet others) => new(_bits & ~others._bits);

    /// <inheritdoc/>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>Whether there is no reason.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>Whether a reason is among them.</summary>
    public bool Contains(ReasonCode code) => (_bits & (1UL << (int)code)) != 0;

    /// <summary>The reasons in rule order.</summary>
    public Enumerator GetEnumerator() => new(_bits);

    IEnumerator<ReasonCode> IEnumerable<ReasonCode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);

    /// <summary>Walks the reasons in rule order.</summary>
    public struct Enumerator : IEnumerator<ReasonCode>
    {
        private ulong _rest;

        internal Enumerator(ulong bits) => _rest = bits;

        /// <inheritdoc/>
        public ReasonCode Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_rest == 0)
                return false;
            Current = (ReasonCode)BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }

        /// <inheritdoc/>
        public readonly void Reset() => throw new NotSupportedException();

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
