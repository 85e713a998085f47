using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AiProxy.Aws.Lambda.Generator.Models;

/// <summary>A diagnostic to be, comparable by value: a <see cref="Location"/> would keep whole syntax trees alive.</summary>
internal sealed record Complaint(string Id, Place? At, string Argument = "")
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Diagnostics.ById(Id), At?.ToLocation() ?? Location.None, Argument);
}

/// <summary>Where something stands in the source.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place? Of(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.IsInSource) is { SourceTree: { } tree } location
            ? new Place(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
            : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
