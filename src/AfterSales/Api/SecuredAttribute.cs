using AfterSales.Access;

namespace AfterSales.Api;

/// <summary>
/// The access rule of a schema field, or of every field of a type that names none of its own. A field without a rule is refused to everybody,
/// and a test fails for it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class SecuredAttribute(Permission permission) : Attribute
{
    public Permission Permission => permission;
}

/// <summary>
/// The fields of this type hold nothing beyond what the field that leads to them has shown already: page information, money, working hours.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SecuredByParentAttribute : Attribute;
