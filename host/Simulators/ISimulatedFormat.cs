using System.Text.Json;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators;

/// <summary>One provider's side of its wire format. Implementations are stateless and shared; each has its own folder.</summary>
internal interface ISimulatedFormat
{
    /// <summary>The format's name, as the proxy has it.</summary>
    string Name { get; }

    /// <summary>The header that carries the key.</summary>
    string KeyHeader { get; }

    /// <summary>The model that a request names, in its URL or its body; empty when it names none.</summary>
    string ModelOf(HttpCall call);

    /// <summary>Checks a request as the provider would.</summary>
    /// <returns>The error to answer, or null with <paramref name="request"/>.</returns>
    SimulatedError? Read(HttpCall call, Behaviours.SimulatedModel model, out SimulatedRequest? request);

    SimulatedResponse Answer(Reply reply, SimulatedRequest request, AnswerStamp stamp);

    /// <summary>The answer of a provider that blocked the content.</summary>
    SimulatedResponse Blocked(Reply reply, SimulatedRequest request, AnswerStamp stamp);

    /// <summary>An answer without any choice.</summary>
    SimulatedResponse NoChoices(SimulatedRequest request, AnswerStamp stamp);

    SimulatedResponse Error(SimulatedError error, AnswerStamp stamp);
}

/// <summary>What of an HTTP request the formats look at.</summary>
/// <param name="Path">The URL's path below the format's prefix, decoded.</param>
/// <param name="Body">The body; null when it is not JSON.</param>
/// <param name="Headers">The request's headers.</param>
internal sealed record HttpCall(string Path, JsonElement? Body, Microsoft.AspNetCore.Http.IHeaderDictionary Headers);

/// <summary>What makes one answer another one than the one before.</summary>
/// <param name="Number">The call's number.</param>
/// <param name="Time">When it is answered.</param>
internal readonly record struct AnswerStamp(long Number, DateTimeOffset Time);
