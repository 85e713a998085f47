using System.Collections.Immutable;
using System.Globalization;
using AiProxy.Providers;

namespace AiProxy.Transform;

/// <summary>Names what a call leaves out, bounded: a caller decides how much there is to name, and all of it travels in state data.</summary>
internal static class Dropped
{
    private const int MostNamed = 20;

    private const int LongestPointer = 120;

    public static ImmutableArray<string> Name(ImmutableArray<UnsupportedMember> members)
    {
        IEnumerable<string> named = members.Take(MostNamed).Select(member => member.Pointer.Length <= LongestPointer ? member.Pointer : $"{member.Pointer[..LongestPointer]}...");
        return members.Length <= MostNamed
            ? [.. named]
            : [.. named, string.Create(CultureInfo.InvariantCulture, $"... and {members.Length - MostNamed} more")];
    }
}
