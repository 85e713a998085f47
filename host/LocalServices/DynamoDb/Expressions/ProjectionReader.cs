using System.Collections.Immutable;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>Reads a ProjectionExpression: paths.</summary>
internal sealed class ProjectionReader : ExpressionReader
{
    private ProjectionReader(string text, Placeholders placeholders)
        : base(text, "ProjectionExpression", placeholders)
    {
    }

    /// <exception cref="ServiceException">It is no projection, or goes deeper than attributes.</exception>
    public static ImmutableArray<string> Read(string text, Placeholders placeholders)
    {
        var reader = new ProjectionReader(text, placeholders);
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            DocumentPath path = reader.ReadPath();
            if (path.Steps.Length > 1)
            {
                throw Errors.NotHere("a ProjectionExpression of more than whole attributes");
            }
            names.Add(path.Top);
        }
        while (reader.TakeSymbol(","));
        reader.ExpectEnd();
        return names.ToImmutable();
    }
}
