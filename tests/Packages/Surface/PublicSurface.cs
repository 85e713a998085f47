using System.Reflection;
using System.Text;

namespace AiProxy.Packages.Tests.Surface;

/// <summary>
/// Writes what of an assembly others can use, much as C# declares it: a type with its only constructor on a line, its properties by type,
/// a method a line. What an interface on the type's line already says is not said again.
/// </summary>
internal static class PublicSurface
{
    /// <summary>How wide a line may be.</summary>
    public const int Width = 160;

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What the compiler adds to records and enums, and what every value has, says nothing.</summary>
    private static readonly HashSet<string> Unsaid = ["ToString", "GetHashCode", "Equals", "<Clone>$", "Deconstruct", "op_Equality", "op_Inequality", "value__"];

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        var spaces = assembly.GetExportedTypes().GroupBy(type => type.Namespace, StringComparer.Ordinal).OrderBy(space => space.Key, StringComparer.Ordinal);
        foreach (var space in spaces)
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                Append(text, type);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        var lines = Lines(type).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // With one line of members there is no need of a second.
        text.AppendJoin('\n', lines is [var head, var body] && head.Length + body.Length + 3 <= Width && !type.IsEnum ? [$"{head} {{ {body.Trim()} }}"] : lines).Append('\n');
    }

    private static string Lines(Type type)
    {
        var text = new StringBuilder();
        if (type.IsEnum)
        {
            Wrap(text, $"enum {type.Name}: ", ", ", Enum.GetNames(type));
            return text.ToString();
        }

        var constructors = type.GetConstructors(Declared).Where(IsSeen).ToArray();
        var only = constructors.Length == 1 ? constructors[0] : null;
        var bases = Bases(type);
        text.Append(Kind(type)).Append(' ').Append(type.Name).Append(only is null ? "" : $"({TypeNames.Parameters(only)})")
            .Append(bases.Length == 0 ? "" : " : " + string.Join(", ", bases.Select(parent => TypeNames.Of(parent)))).Append('\n');
        foreach (var constructor in only is null ? constructors : [])
        {
            text.Append($"  new({TypeNames.Parameters(constructor)})\n");
        }

        AppendGroups(text, type.GetFields(Declared).Where(IsSeen).Select(field => (field.IsLiteral ? "const" : "field", TypeNames.Of(field), field.Name)));
        AppendProperties(text, type, only, FromInterfaces(type, bases));
        var methods = type.GetMethods(Declared).Where(method => IsSeen(method) && !method.IsSpecialName && method.GetBaseDefinition() == method);
        foreach (var line in methods.Except(FromInterfaces(type, bases)).Select(Method).Order(StringComparer.Ordinal))
        {
            text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The properties, those aside that are the constructor's parameters again, as a record's are.</summary>
    private static void AppendProperties(StringBuilder text, Type type, ConstructorInfo? only, HashSet<MethodInfo> said)
    {
        var parameters = only?.GetParameters().Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var properties = type.GetProperties(Declared)
            .Where(property => property.GetMethod is { } get && IsSeen(get) && !said.Contains(get) && !parameters.Contains(property.Name));
        AppendGroups(text, properties.Select(property => (Access(property), TypeNames.Of(property), TypeNames.WithIndex(property))));
    }

    private static void AppendGroups(StringBuilder text, IEnumerable<(string Kind, string Type, string Name)> members)
    {
        foreach (var kind in members.GroupBy(member => member.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var types = kind.GroupBy(member => member.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
            // A line may break behind each name.
            var names = types.Select(group => group.Select(member => member.Name).Order(StringComparer.Ordinal).ToArray())
                .Zip(types, (names, group) => names.Select((name, i) => (i == 0 ? group.Key + " " : "") + name + (i < names.Length - 1 ? "," : ";")))
                .SelectMany(group => group);
            Wrap(text, $"  {kind.Key} ", " ", [.. names]);
        }
    }

    private static void Wrap(StringBuilder text, string start, string separator, string[] parts)
    {
        var line = new StringBuilder(start);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = i < parts.Length - 1 ? parts[i] + separator : parts[i].TrimEnd(';');
            if (line.Length + part.TrimEnd().Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append("    ");
            }

            line.Append(part);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static string Method(MethodInfo method) =>
        $"{(method.IsPublic ? "" : "protected ")}{(method.IsStatic ? "static " : "")}{TypeNames.Of(method.ReturnParameter)} {method.Name}({TypeNames.Parameters(method)})";

    private static string Access(PropertyInfo property)
    {
        var set = property.SetMethod is { } setter && IsSeen(setter) ? setter : null;
        var isInit = set?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)) == true;
        var isRequired = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        return (property.GetMethod!.IsStatic ? "static " : "") + (isRequired ? "required " : "") + (set is null ? "get" : isInit ? "init" : "set");
    }

    /// <summary>The base type and the interfaces that no other of them brings along.</summary>
    private static Type[] Bases(Type type)
    {
        var parent = type.BaseType is { } given && given != typeof(object) && !type.IsValueType ? given : null;
        var interfaces = type.GetInterfaces().Where(one => one.IsVisible && one != typeof(IEquatable<>).MakeGenericType(type)).ToArray();
        var implied = interfaces.SelectMany(one => one.GetInterfaces()).Concat(parent?.GetInterfaces() ?? []).ToHashSet();
        return [.. parent is null ? [] : (Type[])[parent], .. interfaces.Where(one => !implied.Contains(one)).OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    private static HashSet<MethodInfo> FromInterfaces(Type type, Type[] bases) => type.IsInterface
        ? []
        : [.. type.GetInterfaces().Where(one => bases.Any(one.IsAssignableFrom)).SelectMany(one => type.GetInterfaceMap(one).TargetMethods)];

    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || (!method.DeclaringType!.IsSealed && (method.IsFamily || method.IsFamilyOrAssembly))) && !Unsaid.Contains(method.Name);

    private static bool IsSeen(FieldInfo field) =>
        (field.IsPublic || (!field.DeclaringType!.IsSealed && (field.IsFamily || field.IsFamilyOrAssembly))) && !Unsaid.Contains(field.Name);

    private static string Kind(Type type) => type switch
    {
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed || !type.GetConstructors(Declared).Any(IsSeen) ? "" : "open ") + (type.GetMethod("<Clone>$") is null ? "class" : "record"),
    };
}
