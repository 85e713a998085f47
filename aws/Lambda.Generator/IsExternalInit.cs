namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 has no such type, and the compiler wants it for init-only properties.</summary>
internal static class IsExternalInit;
