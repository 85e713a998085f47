using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Gemini;

/// <summary>Writes turns as contents of parts.</summary>
/// <param name="writer">Where to.</param>
/// <param name="wantsSignatures">Whether the model refuses a function call without the signature of its thoughts.</param>
internal sealed class GeminiContents(Utf8JsonWriter writer, bool wantsSignatures)
{
    // Google's own word for a call that another model made, or that a client sent back without what came with it.
    private const string NoSignature = "skip_thought_signature_validator";

    public void Write(ImmutableArray<Turn> turns)
    {
        writer.WriteStartArray("contents");
        foreach (Turn turn in turns)
        {
            if (turn.Role == TurnRole.Assistant)
            {
                WriteContent("model", turn.Parts);
                continue;
            }
            // The results of one round are a content of their own, as many as there were calls; what the user says after them is another.
            ImmutableArray<ContentPart> results = [.. turn.Parts.TakeWhile(part => part is ToolResultPart)];
            if (!results.IsEmpty)
            {
                WriteContent("user", results);
            }
            if (results.Length < turn.Parts.Length)
            {
                WriteContent("user", turn.Parts[results.Length..]);
            }
        }
        writer.WriteEndArray();
    }

    public void WriteParts(IEnumerable<ContentPart> parts)
    {
        writer.WriteStartArray("parts");
        // The first of several calls at once carries the signature for all.
        bool isFirstCall = true;
        foreach (ContentPart part in parts)
        {
            WritePart(part, isFirstCall);
            isFirstCall &= part is not ToolCallPart;
        }
        writer.WriteEndArray();
    }

    private void WriteContent(string role, ImmutableArray<ContentPart> parts)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        WriteParts(parts);
        writer.WriteEndObject();
    }

    private void WritePart(ContentPart part, bool isFirstCall)
    {
        switch (part)
        {
            case TextPart text:
                writer.WriteStartObject();
                writer.WriteVerbatim("text", text.Text);
                WriteSignature(text.Signature);
                writer.WriteEndObject();
                break;
            case MediaPart media:
                GeminiMedia.Write(writer, media);
                break;
            case ToolCallPart call:
                WriteCall(call, isFirstCall);
                break;
            case ToolResultPart result:
                WriteResult(result);
                break;
            default:
                throw new UnreachableException($"No part for {part.GetType().Name}.");
        }
    }

    private void WriteCall(ToolCallPart call, bool isFirstCall)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall");
        writer.WriteString("id", call.Id);
        writer.WriteString("name", call.Name);
        writer.WriteVerbatim("args", call.Arguments);
        writer.WriteEndObject();
        if (call.Signature is null && isFirstCall && wantsSignatures)
        {
            writer.WriteString("thoughtSignature", NoSignature);
        }
        WriteSignature(call.Signature);
        writer.WriteEndObject();
    }

    private void WriteSignature(JsonElement? signature)
    {
        if (signature is { } some)
        {
            writer.WriteVerbatim("thoughtSignature", some);
        }
    }

    private void WriteResult(ToolResultPart result)
    {
        JsonElement text = JsonText.Concat(result.Texts);
        writer.WriteStartObject();
        writer.WriteStartObject("functionResponse");
        writer.WriteString("id", result.Id);
        writer.WriteString("name", result.Name);
        // An object is required; Google's own convention for what is none.
        writer.WriteStartObject("response");
        writer.WriteVerbatim("result", text);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
