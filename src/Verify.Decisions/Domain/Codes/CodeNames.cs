namespace Verify.Domain;

/// <summary>The words for each kind of code and its form, for fault messages.</summary>
internal static class CodeNames
{
    public static string Chinese(CodeType type) => type switch
    {
        CodeType.UnifiedSocialCreditCode => "统一社会信用代码",
        CodeType.OrganisationCode => "组织机构代码",
        CodeType.RegistrationNumber => "工商注册号",
        CodeType.ResidentId => "公民身份号码",
        CodeType.HkmPermit => "港澳居民来往内地通行证号码",
        CodeType.TwPermit => "台湾居民来往大陆通行证号码",
        CodeType.Passport => "护照号码",
        _ => "代码",
    };

    public static string ChineseForm(CodeType type) => type switch
    {
        CodeType.UnifiedSocialCreditCode => "18位",
        CodeType.OrganisationCode => "9位",
        CodeType.RegistrationNumber => "15位",
        CodeType.ResidentId => "18位（旧号15位）",
        CodeType.HkmPermit => "H或M加8位数字（可再加2位换证次数）",
        CodeType.TwPermit => "8位数字",
        CodeType.Passport => "中国护照号码，如E加8位数字",
        _ => "",
    };

    public static string English(CodeType type) => type switch
    {
        CodeType.UnifiedSocialCreditCode => "unified social credit code",
        CodeType.OrganisationCode => "organisation code",
        CodeType.RegistrationNumber => "business registration number",
        CodeType.ResidentId => "citizen number",
        CodeType.HkmPermit => "Hong Kong or Macau travel permit number",
        CodeType.TwPermit => "Taiwan travel permit number",
        CodeType.Passport => "passport number",
        _ => "code",
    };

    public static string EnglishForm(CodeType type) => type switch
    {
        CodeType.UnifiedSocialCreditCode => "18 characters",
        CodeType.OrganisationCode => "9 characters",
        CodeType.RegistrationNumber => "15 digits",
        CodeType.ResidentId => "18 characters (15 in the old form)",
        CodeType.HkmPermit => "H or M and 8 digits (and 2 more for renewals)",
        CodeType.TwPermit => "8 digits",
        CodeType.Passport => "a Chinese passport number, such as E and 8 digits",
        _ => "",
    };
}
