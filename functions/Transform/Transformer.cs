using System.Text.Json;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;

namespace AiProxy.Transform;

/// <summary>Writes a request in the wire format of each target of its plan.</summary>
internal sealed class Transformer(IPayloadStore payloads)
{
    private readonly CallBuilder _calls = new(payloads);

    /// <exception cref="ArgumentException">The input is a refusal, which has no plan.</exception>
    /// <exception cref="PayloadNotFoundException">The request travels by a reference that names nothing.</exception>
    public async Task<WavePlan> TransformAsync(ValidatedRequest input, CancellationToken cancellationToken)
    {
        if (input is not { Plan: { } plan, Request: { } payload })
        {
            throw new ArgumentException("Only an accepted request can be transformed: this one has no plan or no request.", nameof(input));
        }
        JsonElement request = await payloads.ReadAsync(payload, cancellationToken);
        Translation[] translations = [.. plan.Targets.Concat(plan.Fallbacks).Select(target => Translation.Of(request, target))];
        if (!plan.DropUnsupported && Refusal.Of(translations) is { } refusal)
        {
            return new WavePlan { RequestId = input.RequestId, Response = refusal };
        }
        // All waves travel together, so every call's body counts, not only those of one wave.
        int maxInlineBytes = StateSize.PerPart(translations.Length);
        try
        {
            Call[] calls = await Task.WhenAll(translations.Select((translation, ordinal) =>
                _calls.BuildAsync(input, translation, ordinal, maxInlineBytes, cancellationToken)));
            return new WavePlan { RequestId = input.RequestId, Plan = WithoutParams(plan), Waves = Waves.Of(plan, calls) };
        }
        catch (PayloadTooLargeException e)
        {
            return new WavePlan { RequestId = input.RequestId, Response = Refusal.TooLarge(e) };
        }
    }

    // They are in the bodies now; in the plan they would only take room in every later state.
    private static Plan WithoutParams(Plan plan) => plan with
    {
        Targets = [.. plan.Targets.Select(target => target with { Params = null })],
        Fallbacks = [.. plan.Fallbacks.Select(target => target with { Params = null })],
    };
}
