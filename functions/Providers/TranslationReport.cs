using System.Collections.Immutable;

namespace AiProxy.Providers;

/// <summary>Collects what a translation leaves out, and what it says in other words.</summary>
internal sealed class TranslationReport
{
    private readonly ImmutableArray<UnsupportedMember>.Builder _unsupported = ImmutableArray.CreateBuilder<UnsupportedMember>();
    private readonly ImmutableArray<UnsupportedMember>.Builder _altered = ImmutableArray.CreateBuilder<UnsupportedMember>();

    /// <summary>The member is left out: the caller did not get what was asked for.</summary>
    public void Unsupported(string pointer, string reason) => _unsupported.Add(new UnsupportedMember(pointer, reason));

    /// <summary>The member is expressed as nearly as the format can: worth naming, not worth refusing.</summary>
    public void Altered(string pointer, string reason) => _altered.Add(new UnsupportedMember(pointer, reason));

    public WireRequest ToRequest(ReadOnlyMemory<byte> body) => new(body, _unsupported.ToImmutable()) { Altered = _altered.ToImmutable() };

    /// <summary>Extends a JSON pointer by one member name.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6901#section-3"/></remarks>
    public static string Pointer(string parent, string member) =>
        $"{parent}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
