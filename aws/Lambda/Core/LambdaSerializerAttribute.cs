namespace Amazon.Lambda.Core;

/// <summary>Names the <see cref="ILambdaSerializer"/> of an assembly or a handler.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method)]
public sealed class LambdaSerializerAttribute : Attribute
{
    /// <summary>Names the serializer.</summary>
    /// <param name="serializerType">A type with a public constructor without parameters.</param>
    public LambdaSerializerAttribute(Type serializerType) => SerializerType = serializerType;

    /// <summary>The serializer's type.</summary>
    public Type SerializerType { get; set; }
}
