namespace Verify.Demo;

/// <summary>Names put together from syllables. The county 金砂 does not exist, so that no listing here is a real firm's.</summary>
internal static class DemoNames
{
    /// <summary>What the county's bodies are called by.</summary>
    public const string County = "金砂县";

    private static readonly string[] Surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
        "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
    ];

    private static readonly string[] Given =
    [
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华",
        "玉", "萍", "红", "建", "国", "文", "春", "梅", "志", "海", "云", "飞", "鹏", "晨", "佳", "欣",
    ];

    private static readonly string[] Brands =
    [
        "瑞", "丰", "恒", "达", "盛", "源", "鑫", "泰", "宏", "兴", "隆", "昌", "顺", "和", "康", "宁", "旺", "祥", "润", "诚", "信", "德", "永", "新",
        "锦", "绣", "川", "山", "乌", "江", "黔", "岭", "竹", "溪", "茶", "园", "星", "辰", "晟", "佰", "众", "聚", "启", "航", "嘉", "禾", "沃", "野",
    ];

    private static readonly string[] CompanyTrades =
    [
        "商贸", "建筑工程", "建材", "农业科技", "物流", "酒业", "煤业", "餐饮管理", "酒店管理", "装饰工程", "机械设备", "电子商务", "园林绿化", "环保科技",
        "劳务", "运输", "食品", "药业", "房地产开发", "物业管理", "文化传媒", "旅游开发", "能源", "水利工程", "汽车服务",
    ];

    private static readonly string[] ShopTrades =
    [
        "百货店", "便利店", "餐馆", "面馆", "理发店", "五金店", "服装店", "水果店", "药店", "汽修厂", "农资店", "茶叶店", "烟酒店", "早餐店", "花店",
        "文具店", "手机店", "家具店", "粮油店", "旅馆",
    ];

    private static readonly string[] FarmTrades = ["种植", "养殖", "茶叶", "蔬菜", "中药材", "水果", "生猪养殖", "高粱"];
    private static readonly string[] Organs = ["发展和改革局", "财政局", "水务局", "交通运输局", "城关街道办事处", "新化乡人民政府", "后山镇人民政府"];
    private static readonly string[] Institutions = ["第一中学", "第二小学", "人民医院", "图书馆", "疾病预防控制中心", "幼儿园", "农业技术推广站", "档案馆"];
    private static readonly string[] Masses = ["总工会", "妇女联合会", "工商业联合会", "残疾人联合会"];
    private static readonly string[] Societies = ["茶叶协会", "餐饮行业协会", "摄影家协会", "老年体育协会", "商会"];
    private static readonly string[] PrivateUnits = ["培训学校", "养老服务中心", "社会工作服务中心", "幼儿园", "康复中心"];

    /// <summary>Name of a person.</summary>
    public static string Person(DemoRandom random) =>
        random.Pick(Surnames) + random.Pick(Given) + (random.Permille(600) ? random.Pick(Given) : "");

    /// <summary>Name of an organisation of an institution class.</summary>
    public static string Organisation(DemoRandom random, string subjectClass)
    {
        var brand = random.Pick(Brands) + random.Pick(Brands);
        return subjectClass switch
        {
            "91" => $"{County}{brand}{random.Pick(CompanyTrades)}有限公司",
            "92" => $"{County}{brand}{random.Pick(ShopTrades)}",
            "93" => $"{County}{brand}{random.Pick(FarmTrades)}农民专业合作社",
            "11" => County + random.Pick(Organs),
            "12" => $"{County}{brand}{random.Pick(Institutions)}",
            "13" => County + random.Pick(Masses),
            "51" => $"{County}{brand}{random.Pick(Societies)}",
            "52" => $"{County}{brand}{random.Pick(PrivateUnits)}",
            _ => $"{County}{brand}慈善基金会",
        };
    }
}
