using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Testing.Shapes;

/// <summary>
/// The responses of the AWS services that are known here, from <c>responses.txt</c>. Those of other services are taken as they come.
/// </summary>
internal static class ResponseShapes
{
    private static readonly Lazy<Dictionary<string, ResponseShape>> Operations = new(Load);

    /// <summary>Where Step Functions names a service otherwise than its API.</summary>
    private static readonly Dictionary<string, string> Services =
        new(StringComparer.Ordinal) { ["sfn"] = "states", ["eventbridge"] = "events" };

    /// <returns>What the resource answers; null if that is not known, or is not the service's own answer.</returns>
    public static ResponseShape? Find(TaskResource resource)
    {
        if (resource.Pattern != TaskPattern.RequestResponse || resource.Service.Length == 0)
        {
            return null;
        }

        var service = resource.Service.StartsWith("aws-sdk:", StringComparison.Ordinal)
            ? resource.Service["aws-sdk:".Length..] : resource.Service;
        return Operations.Value.GetValueOrDefault($"{Services.GetValueOrDefault(service, service)}:{resource.Action}");
    }

    private static Dictionary<string, ResponseShape> Load()
    {
        using var stream = typeof(ResponseShapes).Assembly.GetManifestResourceStream("responses.txt")!;
        using var reader = new StreamReader(stream);
        var operations = new Dictionary<string, ResponseShape>(StringComparer.Ordinal);
        var service = "";
        var pending = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                Add(service, pending, operations);
                (service, pending) = (line[2..], []);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                pending.Add(line);
            }
        }

        Add(service, pending, operations);
        return operations;
    }

    private static void Add(string service, List<string> lines, Dictionary<string, ResponseShape> operations)
    {
        var shapes = new Dictionary<string, ResponseShape>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line[0] != '>'))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            shapes[line[..blank]] = line[blank + 1] switch
            {
                '{' => new ResponseShape.Structure(),
                '[' => new ResponseShape.List(),
                _ => new ResponseShape.Map(),
            };
        }

        ResponseShape Resolve(string type) => type[0] == '@' ? shapes[type[1..]] : ResponseShape.Parse(type);
        foreach (var line in lines)
        {
            var parts = line.Split(' ', 2);
            var body = parts[1];
            if (parts[0] == ">")
            {
                var operation = body.Split(' ');
                operations[$"{service}:{Lower(operation[0])}"] = Resolve(operation[1]);
                continue;
            }

            body = body[1..^1];
            switch (shapes[parts[0]])
            {
                case ResponseShape.Structure structure:
                    structure.Members.AddRange(
                        body.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(member => Member(member, Resolve)));
                    break;
                case ResponseShape.List list:
                    list.Item = Resolve(body);
                    break;
                case ResponseShape.Map map:
                    map.Item = Resolve(body);
                    break;
            }
        }
    }

    /// <summary>Step Functions writes members with a capital, whatever the service does.</summary>
    private static (string Name, bool IsRequired, ResponseShape Shape) Member(string text, Func<string, ResponseShape> resolve)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = text[..colon];
        var isRequired = name.EndsWith('!');
        name = isRequired ? name[..^1] : name;
        return (char.ToUpperInvariant(name[0]) + name[1..], isRequired, resolve(text[(colon + 1)..]));
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
