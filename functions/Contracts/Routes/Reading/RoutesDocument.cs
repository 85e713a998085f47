using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>The routes file's text, parsed, with the place of everything in it.</summary>
internal sealed class RoutesDocument
{
    private const int MaxDepth = 64;

    private readonly string _file;
    private readonly JsonPlaces _places;

    private RoutesDocument(string file, JsonPlaces places, JsonElement root)
    {
        _file = file;
        _places = places;
        Root = root;
    }

    public JsonElement Root { get; }

    /// <returns>False where the text is not JSON; then there is one diagnostic.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8Json,
        string file,
        [NotNullWhen(true)] out RoutesDocument? document,
        out ImmutableArray<RouteDiagnostic> diagnostics)
    {
        document = null;
        diagnostics = [];
        ReadOnlyMemory<byte> text = utf8Json.Span.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;
        try
        {
            var places = new JsonPlaces(text, MaxDepth);
            using JsonDocument parsed = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            document = new RoutesDocument(file, places, parsed.RootElement.Clone());
            return true;
        }
        catch (InvalidOperationException)
        {
            diagnostics =
            [
                new RouteDiagnostic(file, 1, 1, "", ComplaintCodes.InvalidJson,
                    "The file is not Unicode", "Save it as UTF-8, and look for a \\u escape that is half of a surrogate pair."),
            ];
            return false;
        }
        catch (JsonException e)
        {
            int tail = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string reason = (tail < 0 ? e.Message : e.Message[..tail]).TrimEnd('.');
            diagnostics =
            [
                new RouteDiagnostic(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "", ComplaintCodes.InvalidJson,
                    $"The file is not JSON: {reason}", "Comments and trailing commas are not allowed."),
            ];
            return false;
        }
    }

    /// <summary>Gives each complaint its place; what is written twice is one of them.</summary>
    public ImmutableArray<RouteDiagnostic> Locate(IEnumerable<Complaint> complaints)
    {
        IEnumerable<RouteDiagnostic> duplicates = _places.Duplicates.Select(duplicate => At(
            _places.PlaceOf(duplicate.Offset),
            new Complaint(ComplaintCodes.DuplicateMember, duplicate.Pointer, $"{duplicate.Pointer} is written twice", "Remove one.")));
        IEnumerable<RouteDiagnostic> others = complaints.Select(complaint => At(_places.Find(complaint.Pointer), complaint));
        return [.. duplicates.Concat(others).OrderBy(d => d.Line).ThenBy(d => d.Column)];
    }

    private RouteDiagnostic At((int Line, int Column) place, Complaint complaint) =>
        new(_file, place.Line, place.Column, complaint.Pointer, complaint.Code, complaint.Message, complaint.Remedy ?? "");
}
