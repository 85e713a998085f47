using System.Reflection;
using System.Text;

namespace AiProxy.Packages.Tests;

/// <summary>Writes what of an assembly others can use: a type a line, its members indented below.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What the compiler adds to every record or enum says nothing.</summary>
    private static readonly HashSet<string> Unsaid = ["ToString", "GetHashCode", "Equals", "<Clone>$", "Deconstruct", "op_Equality", "op_Inequality", "value__"];

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName);
            if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
            {
                text.Append(" : ").Append(Name(parent));
            }

            text.Append('\n');
            if (type.IsEnum)
            {
                text.Append("  ").Append(string.Join(' ', Enum.GetNames(type))).Append('\n');
                continue;
            }

            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors())
        {
            yield return $"new({Parameters(constructor)})";
        }

        foreach (var field in type.GetFields(Declared).Where(field => !Unsaid.Contains(field.Name)))
        {
            yield return $"{(field.IsLiteral ? "const" : "field")} {field.Name}: {Name(field.FieldType)}";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true }))
        {
            var parameters = property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(one => Name(one.ParameterType)))}]" : "";
            yield return $"{(property.GetMethod!.IsStatic ? "static " : "")}{property.Name}{parameters}: {Name(property.PropertyType)}{(property.SetMethod is { IsPublic: true } ? " (set)" : "")}";
        }

        foreach (var method in type.GetMethods(Declared).Where(method => !Unsaid.Contains(method.Name) && !(method.IsSpecialName && method.Name[3] == '_')))
        {
            yield return $"{(method.IsStatic ? "static " : "")}{method.Name}({Parameters(method)}): {Name(method.ReturnType)}";
        }
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: false } => "open class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
