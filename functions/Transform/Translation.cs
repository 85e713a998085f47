using System.Text.Json;
using AiProxy.Contracts.Plans;
using AiProxy.Providers;

namespace AiProxy.Transform;

/// <summary>A request in one target's wire format.</summary>
internal sealed record Translation(Target Target, WireRequest Wire)
{
    /// <summary>Overlays the target's params and translates.</summary>
    /// <exception cref="InvalidOperationException">The plan names a format that this build does not have.</exception>
    public static Translation Of(JsonElement request, Target target)
    {
        IProviderFormat format = ProviderFormats.Find(target.Format)
            ?? throw new InvalidOperationException($"The plan's target '{target.Id}' has the wire format '{target.Format}', and there is none: {string.Join(", ", ProviderFormats.Names)}.");
        return new Translation(target, format.Translate(RequestOverlay.Apply(request, target.Params), target.Model));
    }
}
