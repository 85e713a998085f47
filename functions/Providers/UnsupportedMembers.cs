using System.Collections.Immutable;

namespace AiProxy.Providers;

/// <summary>Collects what a translation leaves out.</summary>
internal sealed class UnsupportedMembers
{
    private readonly ImmutableArray<UnsupportedMember>.Builder _members = ImmutableArray.CreateBuilder<UnsupportedMember>();

    public void Add(string pointer, string reason) => _members.Add(new UnsupportedMember(pointer, reason));

    public ImmutableArray<UnsupportedMember> ToImmutable() => _members.ToImmutable();

    /// <summary>Extends a JSON pointer by one member name.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6901#section-3"/></remarks>
    public static string Pointer(string parent, string member) =>
        $"{parent}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
