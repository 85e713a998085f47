using System.Collections.Immutable;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Collects every diagnostic of one parse, adding line and column where the location's place in the text is known.</summary>
internal sealed class DiagnosticBag(LineMap lines)
{
    private readonly List<Diagnostic> _items = [];

    public bool HasErrors { get; private set; }

    /// <summary>What was read, in which locations are looked up; null until it is.</summary>
    public SourceNode? Root { get; set; }

    public void Error(string code, string message, string? location) => Add(isError: true, code, message, location, null);

    /// <summary>Adds a SCHEMA_VALIDATION_FAILED error.</summary>
    public void Schema(string message, string location) => Error(DiagnosticCodes.SchemaValidationFailed, message, location);

    public void Warning(string code, string message, string? location) => Add(isError: false, code, message, location, null);

    public void Add(bool isError, string code, string message, string? location, int? offset)
    {
        if (offset is null && location is not null && Root is not null)
        {
            offset = SourceLocation.FindOffset(Root, location);
        }

        var place = offset is { } some ? lines.Locate(some) : ((int Line, int Column)?)null;
        Add(new Diagnostic(isError, code, message, location, place?.Line, place?.Column));
    }

    public void Add(Diagnostic diagnostic)
    {
        _items.Add(diagnostic);
        HasErrors |= diagnostic.IsError;
    }

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _items];
}
