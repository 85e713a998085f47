using System.Collections.Immutable;
using System.Globalization;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Planning;

/// <summary>Names the targets of a plan.</summary>
internal static class TargetIds
{
    /// <summary>
    /// A target's own id, else its provider's name, with <c>-2</c>, <c>-3</c> ... where that is taken. Disabled targets take part: switching one
    /// off must not rename the others in dashboards.
    /// </summary>
    public static ImmutableArray<string> Assign(IReadOnlyCollection<TargetConfig> targets)
    {
        var taken = targets.Select(target => target.Id).OfType<string>().ToHashSet();
        return [.. targets.Select(target => target.Id ?? Free(target.Provider, taken))];
    }

    private static string Free(string provider, HashSet<string> taken)
    {
        string id = provider;
        for (int n = 2; !taken.Add(id); n++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{provider}-{n}");
        }
        return id;
    }
}
